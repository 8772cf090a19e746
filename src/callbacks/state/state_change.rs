//! `State.StateChange`: a user went online or offline.

use std::borrow::Cow;

use macro_rules_attribute::derive;
use serde::Serialize;

use crate::callbacks::{Callback, CommandTag, present};
use crate::json::{MapOnly, null_as_default};
use crate::value::open::open_enum;
use crate::value::{Platform, UnixMillis, UserId};
use crate::verdict::Ack;

open_enum! {
    /// What happened to a user's connection (`Action`).
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34357)
    StateAction {
        /// The connection was established or re-established.
        Login = "Login",
        /// The user logged out or was logged out.
        Logout = "Logout",
        /// The connection was lost. Servers before 2021 send `Logout` instead.
        Disconnect = "Disconnect",
    }
}

open_enum! {
    /// Why a user's state changed (`Reason`).
    ///
    /// A missing heartbeat has two spellings: [`TimeOut`] is documented, and [`Timeout`] appears in
    /// old notes. Each is serialized as it was received; [`is_time_out`] accepts both.
    ///
    /// [`TimeOut`]: Self::TimeOut
    /// [`Timeout`]: Self::Timeout
    /// [`is_time_out`]: Self::is_time_out
    ///
    /// [Official page](https://www.tencentcloud.com/document/product/1047/34357)
    StateReason {
        /// Login: the client registered its connection.
        Register = "Register",
        /// Logout: the client ended its connection.
        Unregister = "Unregister",
        /// Disconnect: the connection was closed.
        LinkClose = "LinkClose",
        /// Disconnect: no heartbeat arrived for 400 s.
        TimeOut = "TimeOut",
        /// `TimeOut` as old notes spell it.
        Timeout = "Timeout",
    }
}

/// `State.StateChange`: a user went online or offline.
///
/// Sent on login, logout, loss of the connection and reconnection. Current pages also announce
/// custom states. Both the status query and the status change notification must be switched on in
/// the console.
///
/// For this command, `OptPlatform` in the query is `IOS`, while it is `iOS` elsewhere. [`Platform`]
/// treats the two as equal.
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
    /// When the event happened. Absent from older servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_time: Option<UnixMillis>,
    /// What happened, and to which user.
    pub info: StateInfo,
    /// The devices that a login logged out. Empty when absent, as for any other event.
    #[serde(default, deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub kicked_device: Vec<KickedDevice>,
}

/// A change in the state of a user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct StateInfo {
    /// What happened to the connection.
    pub action: StateAction,
    /// The user.
    #[serde(rename = "To_Account")]
    pub to_account: UserId,
    /// Why the state changed.
    pub reason: StateReason,
}

/// A device that a login logged out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, MapOnly!)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct KickedDevice {
    /// The platform of the device. It may be `Linux`, which is not listed for `OptPlatform`.
    pub platform: Platform,
}

impl StateReason {
    /// Whether the reason is a missing heartbeat, in either spelling.
    #[must_use]
    pub fn is_time_out(&self) -> bool {
        matches!(self, Self::TimeOut | Self::Timeout)
    }
}

impl Callback for StateChange {
    type Verdict = Ack;

    fn ordering_key(&self) -> Option<Cow<'_, str>> {
        present(&self.info.to_account)
    }
}
