//! `record`, `replay` and `inspect`, as a user runs them, against services good and bad.

// As it is copied.
#[rustfmt::skip]
#[path = "traffic/copied.rs"]
mod copied;
#[path = "traffic/copies.rs"]
mod copies;
#[path = "traffic/endings.rs"]
mod endings;
#[cfg(target_os = "linux")]
#[path = "traffic/failing.rs"]
mod failing;
#[path = "traffic/hostile.rs"]
mod hostile;
#[path = "traffic/http.rs"]
mod http;
#[path = "traffic/inspect.rs"]
mod inspect;
#[path = "traffic/inspected.rs"]
mod inspected;
#[cfg(target_os = "linux")]
#[path = "traffic/memory.rs"]
mod memory;
#[path = "traffic/page.rs"]
mod page;
#[path = "traffic/record.rs"]
mod record;
#[path = "traffic/recorded.rs"]
mod recorded;
#[path = "traffic/replay.rs"]
mod replay;
#[path = "traffic/sent.rs"]
mod sent;
#[path = "traffic/service.rs"]
mod service;
#[path = "traffic/tool.rs"]
mod tool;

use tim_callback::callbacks::group;
use tim_callback::testing::{self, Signed, Signer};
use tim_callback::{CallbackCommand, SdkAppId, Token};

const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
const REJECTED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":1}"#;
const BEFORE: &str = "Group.CallbackBeforeSendMsg";
const TOKEN: &str = "a-token-that-nobody-may-see";
const APP: u64 = 1400000000;

fn token() -> Token {
    Token::new(TOKEN).unwrap()
}

/// A signed message of this text.
fn message(text: &str) -> Signed {
    let signer = Signer::new(SdkAppId::new(APP), token()).with_param("RequestID", "r-1");
    signer.sign(testing::call::<group::BeforeSendMsg>().text(text))
}

/// A signed sample of a command.
fn sample(command: CallbackCommand) -> Signed {
    Signer::new(SdkAppId::new(APP), token()).sign(testing::body(command))
}

/// The signature in a query.
fn sign_of(query: &str) -> &str {
    query.split_once("&Sign=").unwrap().1.split('&').next().unwrap()
}
