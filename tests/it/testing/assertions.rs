//! Assertions, and what a test prints that fails.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tim_callback::CallbackCommand;
use tim_callback::testing::{Response, Review, what_tencent_does};

use crate::testing::answers::{answer_with, review_of};

/// What a failing test prints.
pub(crate) fn message_of(test: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(test)).expect_err("this has to fail");
    match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(other) => (*other.downcast::<&str>().unwrap()).to_owned(),
    }
}

type Assertion = fn(&Review);

#[test]
fn assertions_fail_with_what_tencent_does() {
    let message = CallbackCommand::GroupBeforeSendMsg;
    let allowed = review_of(message, &answer_with(0));
    let refused = review_of(message, &answer_with(10101));
    let dropped = review_of(message, &answer_with(2));
    let acknowledged = review_of(CallbackCommand::StateChange, &answer_with(0));
    allowed.assert_allowed();
    refused.assert_refused();
    refused.assert_refused_with(10101);
    dropped.assert_dropped();
    acknowledged.assert_acknowledged();
    let assertions: [(Assertion, &str); 7] = [
        (Review::assert_allowed, "an allowed operation was expected, but\n"),
        (Review::assert_changed, "a changed message was expected, but\n"),
        (Review::assert_refused, "a refusal was expected, but\n"),
        (|review| review.assert_refused_with(10102), "a refusal with 10102 was expected, but\n"),
        (Review::assert_dropped, "a silent drop was expected, but\n"),
        (Review::assert_acknowledged, "an acknowledgement was expected, but\n"),
        (Review::assert_failed, "a failed callback was expected, but\n"),
    ];
    for (index, (assertion, expected)) in assertions.into_iter().enumerate() {
        for (passes, review) in [
            (&[0][..], &allowed),
            (&[2][..], &refused),
            (&[4][..], &dropped),
            (&[5][..], &acknowledged),
        ] {
            if !passes.contains(&index) {
                let message = message_of(|| assertion(review));
                assert_eq!(message, format!("{expected}{review}"));
            }
        }
    }
    let unsound = what_tencent_does(
        message,
        Response::new(200, "text/plain", answer_with(0).to_string().as_bytes()),
    );
    let message = message_of(|| unsound.assert_allowed());
    assert!(message.contains("wrong: the content type is \"text/plain\""), "{message}");
}
