//! Typed requests, verdicts and decisions for Tencent Cloud Chat (IM, TIM) callbacks.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use]
mod catalogue;

pub mod auth;
pub mod call;
pub mod callbacks;
mod command;
pub mod decide;
mod error;
pub mod message;
pub mod query;
pub mod receiver;
pub mod reply;
pub mod value;
pub mod verdict;
mod wire;

use std::time::Duration;

pub use auth::{AuthError, Token, Verified, Verifier, sign};
pub use call::{AnyCallback, Call, Callback, DecodeError, Undecodable, UnknownCall};
pub use callbacks::{Echo, HasCommand};
pub use command::{CallbackCommand, UnknownCommand};
pub use decide::{Decide, DecideAsync, DecideError};
pub use error::Error;
pub use message::{
    CustomElem, FaceElem, FileElem, ImageElem, LocationElem, MsgBody, MsgElement, MsgPatch,
    MsgType, PatchError, RelayElem, SoundElem, StreamElem, TextElem, UnknownElem, VideoFileElem,
};
pub use query::{CallbackQuery, Incoming, IncomingError, QueryError, QueryParam};
pub use receiver::{
    Async, Blocking, BuildError, Event, Failure, Outcome, Policies, Receiver, ReceiverBuilder,
};
pub use reply::Reply;
pub use value::{
    ErrorCode, Flag, GroupId, GroupType, MsgExtension, MsgId, MsgKey, MsgPriority, OperateType,
    Platform, PlatformKind, SdkAppId, TopicId, UnixMillis, UnixSeconds, Unlisted, UserId,
};
pub use verdict::{
    Ack, Answer, AnswerError, C2cRejectCode, Fallback, Gate, GroupRejectCode, MsgVerdict, Phase,
    RejectCode, Verdict,
};

/// How long Tencent waits for the answer to a callback: 2 s. Doc 1047/34354.
pub const CALLBACK_TIMEOUT: Duration = Duration::from_secs(2);
