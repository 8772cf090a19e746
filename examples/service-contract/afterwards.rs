//! After-commands: answered first, processed later.

use super::client::{AFTER, post, saying, signed};
use super::{Barrier, Setup};

#[test]
fn an_after_command_is_answered_before_it_is_processed() {
    let work = Barrier::default();
    let service = crate::start(Setup { work: work.step(), ..Setup::default() });
    for _ in 0..3 {
        let answered = post(service.address, &signed(AFTER), &saying(AFTER, "good morning"));
        assert_eq!(answered.answer().error_code, 0);
    }
    assert_eq!(work.done(), 0);
    work.open();
    work.wait_until_done(3);
    service.stop();
}

#[test]
fn a_full_queue_keeps_nobody_waiting() {
    let work = Barrier::default();
    let service = crate::start(Setup {
        work: work.step(),
        settings: vec![("--queue", "2")],
        ..Setup::default()
    });
    let send = || {
        let answered = post(service.address, &signed(AFTER), &saying(AFTER, "good morning"));
        assert_eq!(answered.answer().error_code, 0);
    };
    send();
    work.wait_until_come(1);
    // Two wait, and two find no room.
    (0..4).for_each(|_| send());
    work.open();
    service.stop();
    assert_eq!(work.done(), 3);
}

#[test]
fn work_that_panics_costs_one_event() {
    let work = Barrier::default();
    work.open();
    let step = work.step();
    let first = std::sync::Once::new();
    let panics_first = std::sync::Arc::new(move || {
        let mut panics = false;
        first.call_once(|| panics = true);
        assert!(!panics, "on purpose");
        step();
    });
    let service = crate::start(Setup { work: panics_first, ..Setup::default() });
    for _ in 0..3 {
        post(service.address, &signed(AFTER), &saying(AFTER, "good morning")).answer();
    }
    service.stop();
    assert_eq!(work.done(), 2);
}
