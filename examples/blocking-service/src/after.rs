//! What is done about an event once Tencent has its answer: this, too, is to be written anew.

use tim_callback::AnyCallback;

use crate::log;

/// Works on one event. Tencent may send an event twice: what must happen once goes by its
/// `dedup_key`.
pub fn work(event: &AnyCallback) {
    let (command, key) = (event.command_name(), event.dedup_key());
    log::line("info", format_args!("worked on command={command} key={key:?}"));
}
