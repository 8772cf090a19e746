//! Whether a receiver answers by a function or by a future.

use super::route::{FutureRoute, Route};

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

mod sealed {
    use super::Route;

    pub trait Mode {
        type Route;

        fn plain(route: Box<dyn Route>) -> Self::Route;
    }
}

impl sealed::Mode for Blocking {
    type Route = Box<dyn Route>;

    fn plain(route: Box<dyn Route>) -> Box<dyn Route> {
        route
    }
}

impl sealed::Mode for Async {
    type Route = AsyncRoute;

    fn plain(route: Box<dyn Route>) -> AsyncRoute {
        AsyncRoute::Plain(route)
    }
}
