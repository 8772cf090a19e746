//! Which route a callback takes: deciders with their types erased, found by command.

use std::future::Future;
use std::pin::Pin;

use super::ended::Ended;
use super::quiet::Timer;
use super::shadow::Shadows;
use crate::auth::Verified;
use crate::command::CallbackCommand;
use crate::query::CallbackQuery;

/// Routes by command: a table by position, and what is registered for many commands at once.
pub(super) struct Routes<R> {
    own: Vec<Option<R>>,
    pub(super) every_after: Option<R>,
    pub(super) unknown: Option<R>,
}

impl<R> Default for Routes<R> {
    fn default() -> Self {
        let own = CallbackCommand::all().iter().map(|_| None).collect();
        Self { own, every_after: None, unknown: None }
    }
}

impl<R> Routes<R> {
    /// Returns whether this is the first route of the command.
    pub(super) fn add(&mut self, command: CallbackCommand, route: R) -> bool {
        match self.own.get_mut(command as usize) {
            Some(place @ None) => {
                *place = Some(route);
                true
            }
            _ => false,
        }
    }

    pub(super) fn own(&self, command: CallbackCommand) -> Option<&R> {
        self.own.get(command as usize)?.as_ref()
    }

    #[inline]
    pub(super) fn get(&self, query: &CallbackQuery) -> Option<&R> {
        match query.command() {
            Some(command) => self
                .own(command)
                .or_else(|| self.every_after.as_ref().filter(|_| !command.is_before())),
            None => self
                .unknown
                .as_ref()
                .or_else(|| self.every_after.as_ref().filter(|_| !query.asks_before())),
        }
    }

    pub(super) fn commands(&self) -> Vec<CallbackCommand> {
        let all = CallbackCommand::all().iter().copied();
        all.filter(|command| self.own(*command).is_some()).collect()
    }
}

/// A plain decider.
pub(super) trait Route: Send + Sync {
    fn run<'b>(&self, verified: Verified<'b>, shadows: &Shadows) -> Ended<'b>;
}

pub(super) type PlainRoute = Box<dyn Route>;

pub(super) type EndedFuture<'a> = Pin<Box<dyn Future<Output = Ended<'a>> + Send + 'a>>;

/// An async decider.
pub(super) trait FutureRoute: Send + Sync {
    fn run<'a>(
        &'a self,
        verified: Verified<'a>,
        shadows: &'a Shadows,
        timer: Timer<'a>,
    ) -> EndedFuture<'a>;
}

/// A route of an async receiver.
pub(super) enum AnyRoute {
    Plain(PlainRoute),
    Future(Box<dyn FutureRoute>),
}

impl From<PlainRoute> for AnyRoute {
    fn from(route: PlainRoute) -> Self {
        Self::Plain(route)
    }
}
