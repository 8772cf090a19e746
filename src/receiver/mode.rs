//! Whether a receiver answers by a function or by a future.

use super::guard::FutureGuard as FutureGuardTrait;
use super::route::{FutureRoute, Route};
use crate::replay::ReplayGuard;

pub(super) type Guard = dyn ReplayGuard + Send + Sync;
pub(super) type FutureGuard = dyn FutureGuardTrait + Send + Sync;

/// A receiver of plain deciders: it answers by a plain function.
#[derive(Debug, Clone, Copy)]
pub enum Blocking {}

/// A receiver with an async decider: it answers by a future.
#[derive(Debug, Clone, Copy)]
pub enum Async {}

/// [`Blocking`] or [`Async`]. Sealed.
pub trait Mode: sealed::Mode {}

impl Mode for Blocking {}
impl Mode for Async {}

pub enum AsyncRoute {
    Plain(Box<dyn Route>),
    Future(Box<dyn FutureRoute>),
}

pub(super) mod sealed {
    use super::{Guard, Route};

    pub trait Mode {
        type Route;
        type Guard: ?Sized;

        fn guard(guard: Box<Guard>) -> Box<Self::Guard>;

        fn plain(route: Box<dyn Route>) -> Self::Route;
    }
}

impl sealed::Mode for Blocking {
    type Route = Box<dyn Route>;
    type Guard = Guard;

    fn guard(guard: Box<Guard>) -> Box<Guard> {
        guard
    }

    fn plain(route: Box<dyn Route>) -> Box<dyn Route> {
        route
    }
}

impl sealed::Mode for Async {
    type Route = AsyncRoute;
    type Guard = FutureGuard;

    fn guard(guard: Box<Guard>) -> Box<FutureGuard> {
        Box::new(guard)
    }

    fn plain(route: Box<dyn Route>) -> AsyncRoute {
        AsyncRoute::Plain(route)
    }
}
