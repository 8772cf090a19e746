//! The decision about a message.
//!
//! | the first that applies | verdict |
//! |---|---|
//! | the sender is muted | dropped, and the sender sees success |
//! | the sender has sent too much in the last minute | rejected with our own code and text |
//! | a text has a word of the list | the strictest action of any word: rejected, dropped or masked |
//! | none of these | delivered as it is |
//!
//! All texts that a reader sees are searched, including those of forwarded messages.

use std::sync::Arc;
use std::time::SystemTime;

use tim_callback::callbacks::{c2c, group};
use tim_callback::verdict::RejectCode;
use tim_callback::{
    C2cRejectCode, Call, Callback, DecideAsync, GroupRejectCode, MsgVerdict, UnixSeconds, UserId,
};

use crate::rate::SenderLimit;
use crate::reload::LiveList;
use crate::store::{Mutes, StoreError};
use crate::words::{Action, WordList};

/// The codes that our clients show as "too fast".
pub const GROUP_TOO_FAST: GroupRejectCode = GroupRejectCode::new(10110).unwrap();
/// The code for one-to-one messages.
pub const C2C_TOO_FAST: C2cRejectCode = C2cRejectCode::new(120110).unwrap();

/// The text that a client gets with these codes.
pub const TOO_FAST: &str = "too many messages, please wait a moment";

/// Decides by the sender and by words.
#[derive(Debug)]
pub struct Moderator {
    /// The words in force.
    pub words: Arc<LiveList>,
    /// How much each sender may send.
    pub limit: Arc<SenderLimit>,
    /// Who may not send at all.
    pub mutes: Mutes,
}

impl DecideAsync<group::BeforeSendMsg> for Moderator {
    type Error = StoreError;

    async fn decide_async(
        &self,
        call: &Call<group::BeforeSendMsg>,
    ) -> Result<MsgVerdict<GroupRejectCode>, StoreError> {
        self.judge(call, &call.from_account, GROUP_TOO_FAST).await
    }
}

impl DecideAsync<c2c::BeforeSendMsg> for Moderator {
    type Error = StoreError;

    async fn decide_async(
        &self,
        call: &Call<c2c::BeforeSendMsg>,
    ) -> Result<MsgVerdict<C2cRejectCode>, StoreError> {
        self.judge(call, &call.from_account, C2C_TOO_FAST).await
    }
}

impl Moderator {
    async fn judge<C, R>(
        &self,
        call: &Call<C>,
        sender: &UserId,
        too_fast: R,
    ) -> Result<MsgVerdict<R>, StoreError>
    where
        C: Callback<Verdict = MsgVerdict<R>>,
        R: RejectCode,
    {
        // A clock before 1970 mutes too long rather than not at all.
        let now = UnixSeconds::try_from(SystemTime::now()).unwrap_or(UnixSeconds::new(0));
        // First, so that a muted sender who sends too fast does not learn of it.
        if self.mutes.is_muted(sender, now).await? {
            return Ok(MsgVerdict::SilentDrop);
        }
        if !self.limit.allows(sender) {
            return Ok(MsgVerdict::reject_with(too_fast, TOO_FAST));
        }
        Ok(by_words(&self.words.current(), call))
    }
}

/// The verdict of a word list alone.
pub fn by_words<C, R>(words: &WordList, call: &Call<C>) -> MsgVerdict<R>
where
    C: Callback<Verdict = MsgVerdict<R>>,
    R: RejectCode,
{
    let texts = call.msg_body().map(|body| body.texts()).unwrap_or_default();
    match words.strictest(texts) {
        None => MsgVerdict::Allow,
        Some(Action::Mask) => call.patch().redact(|text| words.mask(text)).into(),
        Some(Action::Drop) => MsgVerdict::SilentDrop,
        Some(Action::Reject) => MsgVerdict::Reject,
    }
}
