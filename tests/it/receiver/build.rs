//! Receivers that cannot be built, and what builders and receivers tell of themselves.

use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg};
use tim_callback::receiver::{BuildError, ReceiverBuilder};
use tim_callback::replay::MemoryReplayGuard;
use tim_callback::{Ack, CallbackCommand, Fallback, Policies};

use crate::receiver::{AFTER_NAME, Verdict, unchecked, unchecked_async};

fn some() -> ReceiverBuilder {
    unchecked(Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|_| Verdict::Allow)
        .on_fn::<AfterSendMsg>(|_| Ack)
}

fn mistake(builder: ReceiverBuilder) -> Option<BuildError> {
    builder.build().err()
}

#[test]
fn what_is_registered_twice_cannot_be_built() {
    assert_eq!(mistake(some()), None);
    let before = CallbackCommand::GroupBeforeSendMsg;
    let allow = |_: &_| Verdict::Allow;
    let queue = |_| Ok::<_, std::io::Error>(());
    let unknown = |_: &_| Fallback::Allow;
    for (builder, expected) in [
        (some().on_fn::<BeforeSendMsg>(allow), BuildError::TwoDeciders(before)),
        (some().on_every_after(queue).on_every_after(queue), BuildError::TwoEveryAfter),
        (some().on_unknown(unknown).on_unknown(unknown), BuildError::TwoUnknown),
        (
            some().replay_guard(MemoryReplayGuard::new(1)).replay_guard(MemoryReplayGuard::new(1)),
            BuildError::TwoGuards,
        ),
    ] {
        assert_eq!(mistake(builder), Some(expected));
        assert!(expected.help().ends_with('.'));
    }
}

#[test]
fn a_shadow_decider_needs_a_decider_and_is_one_for_a_command() {
    struct Drops;
    impl tim_callback::Decide<BeforeSendMsg> for Drops {
        fn decide(&self, _: &tim_callback::Call<BeforeSendMsg>) -> Verdict {
            Verdict::SilentDrop
        }
    }
    let before = CallbackCommand::GroupBeforeSendMsg;
    assert_eq!(mistake(some().shadow::<BeforeSendMsg>(Drops)), None);
    let twice = some().shadow::<BeforeSendMsg>(Drops).shadow::<BeforeSendMsg>(Drops);
    assert_eq!(mistake(twice), Some(BuildError::TwoShadows(before)));
    let alone = unchecked(Policies::fail_open()).shadow::<BeforeSendMsg>(Drops);
    assert_eq!(mistake(alone), Some(BuildError::ShadowAlone(before)));
}

#[test]
fn plain_and_async_deciders_of_one_command_cannot_be_built_either() {
    let builder = unchecked_async(Policies::fail_open())
        .on_fn::<AfterSendMsg>(|_| Ack)
        .on_async_fn(async |_: tim_callback::Call<AfterSendMsg>| Ok::<_, std::io::Error>(Ack));
    let twice = BuildError::TwoDeciders(CallbackCommand::GroupAfterSendMsg);
    assert_eq!(builder.build().err(), Some(twice));
}

#[test]
fn a_builder_shows_the_commands_it_has_deciders_for() {
    let builder = unchecked(Policies::fail_open()).on_fn::<AfterSendMsg>(|_| Ack);
    let shown = format!("{builder:?}");
    assert_eq!(shown, format!("ReceiverBuilder {{ commands: [{AFTER_NAME}], .. }}"));
}

#[test]
fn a_receiver_tells_how_large_a_body_it_accepts() {
    assert_eq!(unchecked(Policies::fail_open()).build().unwrap().body_limit(), 1 << 20);
    let limited = unchecked_async(Policies::fail_open()).body_limit(7).build().unwrap();
    assert_eq!(limited.body_limit(), 7);
}
