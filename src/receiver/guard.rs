//! A replay guard in a receiver: its kind forgotten, its panics caught.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;

use super::core::GuardFailed;
use super::mode::Guard;
use super::route::uncaught;
use crate::replay::{ReplayGuardAsync, ReplayKey};
use crate::value::UnixSeconds;

type Told<'a> = Pin<Box<dyn Future<Output = Result<bool, GuardFailed>> + Send + 'a>>;

/// What is known of a callback, as a guard takes it.
#[derive(Clone, Copy)]
pub struct Sighting {
    pub(super) key: ReplayKey,
    pub(super) expires: UnixSeconds,
    pub(super) now: UnixSeconds,
}

pub trait FutureGuard {
    fn is_new<'a>(&'a self, sighting: &'a Sighting) -> Told<'a>;
}

impl<G: ReplayGuardAsync + Send + Sync> FutureGuard for G {
    fn is_new<'a>(&'a self, sighting: &'a Sighting) -> Told<'a> {
        Box::pin(async move {
            let Sighting { key, expires, now } = sighting;
            match uncaught(async { self.is_new_async(key, *expires, *now).await }).await {
                Some(Ok(is_new)) => Ok(is_new),
                Some(Err(_)) | None => Err(GuardFailed),
            }
        })
    }
}

pub(super) fn is_new(guard: &Guard, sighting: &Sighting) -> Result<bool, GuardFailed> {
    let Sighting { key, expires, now } = sighting;
    catch_unwind(AssertUnwindSafe(|| guard.is_new(key, *expires, *now))).map_err(|_| GuardFailed)
}
