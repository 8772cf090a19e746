//! How a chosen verdict becomes one of a command's own type.

use serde_json::json;
use tim_callback::callbacks::Callback;
use tim_callback::message::TextElem;
use tim_callback::verdict::{
    AgentAssignment, AssignVerdict, FriendRejectCode, FriendVerdict, Gate, InviteVerdict,
    MsgVerdict, RejectCode, SubscribeVerdict, VariablesVerdict,
};
use tim_callback::{Call, GroupRejectCode};

use super::{Chosen, Kind};

/// A verdict type whose values can be chosen for the command of `C`.
pub(crate) trait Choose<C: Callback<Verdict = Self>>: Sized {
    /// The first is what is answered until one is chosen.
    const KINDS: &'static [Kind];
    /// The codes of [`Kind::RejectWith`].
    fn codes() -> (u32, u32) {
        (0, 0)
    }

    fn choose(call: &Call<C>, chosen: &Chosen) -> Result<Self, String>;
}

fn not_offered<V>(chosen: &Chosen) -> Result<V, String> {
    Err(format!("the command has no verdict {}", json!(chosen.verdict)))
}

fn range<R: RejectCode>() -> (u32, u32) {
    (R::MIN.code(), R::MAX.code())
}

impl<C: Callback<Verdict = Self>, R: RejectCode> Choose<C> for MsgVerdict<R> {
    const KINDS: &'static [Kind] =
        &[Kind::Allow, Kind::Reject, Kind::RejectWith, Kind::Drop, Kind::Replace];

    fn codes() -> (u32, u32) {
        range::<R>()
    }

    fn choose(call: &Call<C>, chosen: &Chosen) -> Result<Self, String> {
        match chosen.verdict {
            Kind::Allow => Ok(Self::Allow),
            Kind::Reject => Ok(Self::Reject),
            Kind::RejectWith => Ok(Self::reject_with(chosen.reject_code()?, &chosen.text)),
            Kind::Drop => Ok(Self::SilentDrop),
            Kind::Replace => {
                let patch = call.patch().replace_all([TextElem::new(&chosen.text)]);
                patch.map(Self::Modify).map_err(|error| error.to_string())
            }
            _ => not_offered(chosen),
        }
    }
}

impl<C: Callback<Verdict = Self>, R: RejectCode> Choose<C> for Gate<R> {
    const KINDS: &'static [Kind] = &[Kind::Allow, Kind::Reject, Kind::RejectWith];

    fn codes() -> (u32, u32) {
        range::<R>()
    }

    fn choose(_: &Call<C>, chosen: &Chosen) -> Result<Self, String> {
        match chosen.verdict {
            Kind::Allow => Ok(Self::Allow),
            Kind::Reject => Ok(Self::Reject),
            Kind::RejectWith => Ok(Self::reject_with(chosen.reject_code()?, &chosen.text)),
            _ => not_offered(chosen),
        }
    }
}

impl<C: Callback<Verdict = Self>> Choose<C> for InviteVerdict {
    const KINDS: &'static [Kind] = &[Kind::Allow, Kind::Refuse, Kind::Reject, Kind::RejectWith];

    fn codes() -> (u32, u32) {
        range::<GroupRejectCode>()
    }

    fn choose(_: &Call<C>, chosen: &Chosen) -> Result<Self, String> {
        match chosen.verdict {
            Kind::Allow => Ok(Self::Allow),
            Kind::Refuse => Ok(Self::Refuse(chosen.accounts()?)),
            Kind::Reject => Ok(Self::Reject),
            Kind::RejectWith => Ok(Self::reject_with(chosen.reject_code()?, &chosen.text)),
            _ => not_offered(chosen),
        }
    }
}

impl<C: Callback<Verdict = Self>> Choose<C> for SubscribeVerdict {
    const KINDS: &'static [Kind] = &[Kind::Allow, Kind::Refuse, Kind::Reject];

    fn choose(_: &Call<C>, chosen: &Chosen) -> Result<Self, String> {
        match chosen.verdict {
            Kind::Allow => Ok(Self::Allow),
            Kind::Refuse => Ok(Self::Refuse(chosen.accounts()?)),
            Kind::Reject => Ok(Self::Reject),
            _ => not_offered(chosen),
        }
    }
}

impl<C: Callback<Verdict = Self>> Choose<C> for FriendVerdict {
    const KINDS: &'static [Kind] = &[Kind::Allow, Kind::RejectWith];

    fn codes() -> (u32, u32) {
        range::<FriendRejectCode>()
    }

    fn choose(call: &Call<C>, chosen: &Chosen) -> Result<Self, String> {
        match chosen.verdict {
            Kind::Allow => Ok(call.allow_all()),
            Kind::RejectWith => {
                Ok(call.refuse_all(chosen.reject_code::<FriendRejectCode>()?, &chosen.text))
            }
            _ => not_offered(chosen),
        }
    }
}

impl<C: Callback<Verdict = Self>> Choose<C> for AssignVerdict {
    const KINDS: &'static [Kind] = &[Kind::Fail, Kind::Assign];

    fn choose(_: &Call<C>, chosen: &Chosen) -> Result<Self, String> {
        let agents = || AgentAssignment::to_agents(chosen.names()).map_err(|e| e.to_string());
        let assignment = match (chosen.verdict, chosen.code) {
            (Kind::Fail, _) => return Ok(Self::Fail),
            (Kind::Assign, Some(group)) if chosen.names().next().is_none() => {
                AgentAssignment::to_group(group)
            }
            (Kind::Assign, Some(group)) => agents()?.in_group(group),
            (Kind::Assign, None) => agents()?,
            _ => return not_offered(chosen),
        };
        Ok(Self::Assign(assignment))
    }
}

impl<C: Callback<Verdict = Self>> Choose<C> for VariablesVerdict {
    const KINDS: &'static [Kind] = &[Kind::Fail, Kind::Return];

    fn choose(_: &Call<C>, chosen: &Chosen) -> Result<Self, String> {
        match chosen.verdict {
            Kind::Fail => Ok(Self::Fail),
            Kind::Return => serde_json::from_str(&chosen.text)
                .map(Self::Return)
                .map_err(|_| "the values are not a JSON object".to_owned()),
            _ => not_offered(chosen),
        }
    }
}
