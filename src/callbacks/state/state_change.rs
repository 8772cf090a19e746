//! `State.StateChange`: a user went online or offline.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;
use serde_with::{As, DefaultOnNull};

use crate::callbacks::{Callback, CommandTag};
use crate::json::MapOnly;
use crate::value::open::open_enum;
use crate::value::{Platform, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// What a user's connection did (`Action`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34357)
    StateAction {
        /// A connection was made or made again.
        Login = "Login",
        /// The user logged out, or was logged out.
        Logout = "Logout",
        /// The connection was lost. Before 2021 this was `Logout`.
        Disconnect = "Disconnect",
    }
}

open_enum! {
    /// Why a user's state changed (`Reason`).
    ///
    /// A heartbeat that stopped has two spellings: [`TimeOut`] is the documented one, [`Timeout`]
    /// that of old notes. Each goes out as it came in; [`is_time_out`] asks for either.
    ///
    /// [`TimeOut`]: Self::TimeOut
    /// [`Timeout`]: Self::Timeout
    /// [`is_time_out`]: Self::is_time_out
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34357)
    StateReason {
        /// Of a login: the client registered its connection.
        Register = "Register",
        /// Of a logout: the client ended it.
        Unregister = "Unregister",
        /// Of a disconnect: the connection was closed.
        LinkClose = "LinkClose",
        /// Of a disconnect: no heartbeat for 400 s.
        TimeOut = "TimeOut",
        /// `TimeOut` as old notes spell it.
        Timeout = "Timeout",
    }
}

/// `State.StateChange`: a user went online or offline.
///
/// Sent on login, logout, loss of the connection and reconnection; current pages announce custom
/// states as well. Both the query of states and the notification of their changes must be switched
/// on in the console.
///
/// `OptPlatform` in the query is `IOS` here, `iOS` elsewhere; [`Platform`] takes them as equal.
///
/// [Official page](https://www.tencentcloud.com/document/product/1047/34357)
#[doc(alias = "State.StateChange")]
#[cfg_attr(doc, doc = page!("State.StateChange", state::StateChange, Ack))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct StateChange {
    /// The command, as in the URL.
    pub callback_command: CommandTag<StateChange>,
    /// When the event happened. Absent from servers before 2022.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// What happened, and to whom.
    pub info: StateInfo,
    /// The devices that a login logged out. Empty when absent, as it is for any other event.
    #[serde(default, with = "As::<DefaultOnNull>", skip_serializing_if = "Vec::is_empty")]
    pub kicked_device: Vec<KickedDevice>,
}

/// What happened to the state of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct StateInfo {
    /// What the connection did.
    pub action: StateAction,
    /// The user.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// Why.
    pub reason: StateReason,
}

/// A device that a login logged out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct KickedDevice {
    /// Its platform. `Linux` may be among them, which is no `OptPlatform`.
    pub platform: Platform,
}

impl StateReason {
    /// A heartbeat that did not come, under either spelling.
    #[must_use]
    pub fn is_time_out(&self) -> bool {
        matches!(self, Self::TimeOut | Self::Timeout)
    }
}

impl Callback for StateChange {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.info.to_account.as_str()))
    }
}
