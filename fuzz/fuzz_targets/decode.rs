//! Any body as a request of any command: what decodes serialises to what decodes the same, what
//! does not says where in the protocol's own words, and neither takes more memory than a fixed
//! multiple of the body.
//!
//! Input: a byte for the command, its place in `CallbackCommand::all()`, then the body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tim_callback::CallbackCommand;
use tim_callback::call::{DecodeError, DecodeErrorKind};
use tim_callback_fuzz::{Counting, command, decode, peak_of, same, same_typed, unfit};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The most bytes that decoding may hold at a time. `tests/memory.rs` has the bodies that come
/// closest.
fn allowance(body: &[u8]) -> usize {
    64 * body.len() + (16 << 10)
}

fn check_error(command: CallbackCommand, error: &DecodeError) {
    let text = error.to_string();
    assert!(!text.contains(char::is_control), "{text:?}");
    assert!(text.starts_with(command.name()), "{text:?}");
    let path = error.path();
    let disagree = path.is_empty() && error.expected() == Some("a request of this command");
    assert!(!disagree, "the fast decoding refused what the one that finds places took");
    assert_eq!(error.kind() == DecodeErrorKind::Unexpected, error.expected().is_some());
    assert_ne!(error.kind(), DecodeErrorKind::NotAsked, "it was decoded as what the URL says");
    let of_the_protocol = |c: char| c.is_ascii_alphanumeric() || "_.[]".contains(c);
    assert!(path.chars().all(of_the_protocol), "{path:?}");
}

fuzz_target!(|data: &[u8]| {
    let [index, body @ ..] = data else { return };
    let command = command(*index);
    let (decoded, peak) = peak_of(|| decode(command, body));
    let allowance = allowance(body);
    assert!(peak <= allowance, "{peak} bytes for a body of {}", body.len());

    let callback = match decoded {
        Ok(callback) => callback,
        Err(error) => return check_error(command, &error),
    };
    assert_eq!(callback.raw_body(), body);
    assert_eq!(callback.command_name(), command.name());
    assert!(callback.dedup_key().starts_with(command.name()));
    let _ = callback.ordering_key();

    let text = str::from_utf8(body).expect("what decodes is UTF-8");
    if unfit(text) {
        return;
    }
    let value = callback.request_value().expect("the command is typed");
    let again = decode(command, value.to_string().as_bytes());
    let again = again.expect("what was serialised decodes");
    assert!(same_typed(&callback, &again), "{callback:?}\n{again:?}");
    let again = again.request_value().expect("the command is typed");
    assert!(same(&value, &again), "{value}\n{again}");
});
