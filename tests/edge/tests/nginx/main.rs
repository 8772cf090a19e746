//! nginx with `deploy/nginx/callback.conf` in front of `examples/axum-service`, and of upstreams that
//! do not answer.

// The other loopback addresses, as those of other clients, are there on Linux only.
#![cfg(target_os = "linux")]

mod client;
mod crowd;
mod floods;
mod gone;
mod nginx;
mod played;
mod programs;
mod refused;
mod slow;
mod upstream;

use std::time::Duration;

use tim_callback::SdkAppId;

const APP: SdkAppId = SdkAppId::new(1400000000);
const TOKEN: &str = "xxxxyyyy";

/// Long enough for any expected event, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
