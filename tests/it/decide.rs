//! The fourth stage: deciders as plain functions, tested without server, signature or executor.

use std::error::Error;
use std::num::ParseIntError;
use std::sync::Arc;

use crate::support::{
    APP, BEFORE, before_body, block_on, call_about, decode, pending_once, verified,
};
use tim_callback::callbacks::group::{AfterSendMsg, BeforeSendMsg, SendMsgException};
use tim_callback::query::{CallbackQuery, QueryParam};
use tim_callback::{
    Ack, AnyCallback, Call, Callback, CallbackCommand, Decide, DecideAsync, GroupRejectCode,
    MsgVerdict, Reply, SdkAppId,
};

type Verdict = MsgVerdict<GroupRejectCode>;

const SPAM: GroupRejectCode = GroupRejectCode::new(10101).unwrap();

/// Has a state, and decides on two commands.
struct Moderator {
    word: &'static str,
}

impl Decide<BeforeSendMsg> for Moderator {
    fn decide(&self, call: &Call<BeforeSendMsg>) -> Verdict {
        if call.msg_body.texts().iter().any(|text| text.contains(self.word)) {
            Verdict::reject_with(SPAM, "no advertising here")
        } else {
            Verdict::Allow
        }
    }
}

impl Decide<AfterSendMsg> for Moderator {
    fn decide(&self, _: &Call<AfterSendMsg>) -> Ack {
        Ack
    }
}

fn say(text: &str) -> Call<BeforeSendMsg> {
    let element = serde_json::json!([{"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}]);
    call_about(&element.to_string())
}

fn judged<C: Callback>(decider: &impl Decide<C>, call: &Call<C>) -> C::Verdict {
    decider.decide(call)
}

fn judged_async<C: Callback, D: DecideAsync<C>>(
    decider: &D,
    call: &Call<C>,
) -> Result<C::Verdict, D::Error> {
    block_on(decider.decide_async(call))
}

#[test]
fn a_struct_decides_by_its_state() {
    let moderator = Moderator { word: "spam" };
    assert_eq!(moderator.decide(&say("hello")), Verdict::Allow);
    let rejected = Verdict::reject_with(SPAM, "no advertising here");
    assert_eq!(moderator.decide(&say("some spam")), rejected);
    assert_eq!(Moderator { word: "hello" }.decide(&say("some spam")), Verdict::Allow);
}

#[test]
fn a_shared_decider_decides_as_the_one_it_points_to() {
    let moderator = Moderator { word: "spam" };
    let expected = Verdict::reject_with(SPAM, "no advertising here");
    assert_eq!(judged(&&moderator, &say("some spam")), expected);
    assert_eq!(judged(&Arc::new(Moderator { word: "spam" }), &say("some spam")), expected);
    let erased: Box<dyn Decide<BeforeSendMsg>> = Box::new(moderator);
    assert_eq!(judged(&erased, &say("some spam")), expected);
    assert_eq!(judged_async(&Arc::new(Limits), &say("6")).unwrap(), Verdict::Reject);
    assert_eq!(judged_async(&Box::new(Limits), &say("5")).unwrap(), Verdict::Allow);
    assert_eq!(judged_async(&&Limits, &say("5")).unwrap(), Verdict::Allow);
}

/// Reads the limit from the message, as if from a database.
struct Limits;

impl DecideAsync<BeforeSendMsg> for Limits {
    type Error = Box<dyn Error + Send + Sync>;

    async fn decide_async(&self, call: &Call<BeforeSendMsg>) -> Result<Verdict, Self::Error> {
        pending_once().await;
        let texts = call.msg_body.texts();
        let text = texts.first().ok_or("no text")?;
        let limit: u32 = text.parse()?;
        Ok(if limit > 5 { Verdict::Reject } else { Verdict::Allow })
    }
}

#[test]
fn an_async_decider_gives_its_verdict_once_it_knows() {
    assert_eq!(judged_async(&Limits, &say("5")).unwrap(), Verdict::Allow);
    assert_eq!(judged_async(&Limits, &say("6")).unwrap(), Verdict::Reject);
}

#[test]
fn the_question_mark_accepts_any_error() {
    let error = judged_async(&Limits, &say("many")).unwrap_err();
    assert!(error.is::<ParseIntError>());
    let error = judged_async(&Limits, &call_about("[]")).unwrap_err();
    assert_eq!(error.to_string(), "no text");
}

#[test]
fn a_call_for_test_is_from_nobody_and_carries_its_request_as_body() {
    let request = say("hello").into_request();
    let call = Call::for_test(request.clone());
    assert_eq!(call.request(), &request);
    assert_eq!(call.command(), CallbackCommand::GroupBeforeSendMsg);
    assert_eq!(call.query().sdk_app_id(), SdkAppId::new(0));
    assert_eq!(call.query().command(), Some(CallbackCommand::GroupBeforeSendMsg));
    let again: BeforeSendMsg = serde_json::from_slice(call.raw_body()).unwrap();
    assert_eq!(again, request);
    assert_eq!(call.msg_body(), Some(&request.msg_body));
}

#[test]
fn a_call_prints_its_query_and_its_request() {
    let shown = format!("{:?}", say("hello"));
    for part in ["Call {", "1400000000", "BeforeSendMsg {", "hello"] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
}

#[test]
fn a_call_for_test_takes_another_query() {
    let query = CallbackQuery::new(APP, CallbackCommand::GroupBeforeSendMsg)
        .with(QueryParam::ClientIp, "10.0.0.1")
        .with_custom_param("tenant", "42");
    let call = say("hello").with_query_for_test(query);
    assert_eq!(call.query().sdk_app_id(), APP);
    let by_tenant = |call: &Call<BeforeSendMsg>| match call.query().custom_param("tenant") {
        Some("42") => Verdict::Reject,
        _ => Verdict::Allow,
    };
    assert_eq!(by_tenant(&call), Verdict::Reject);
    assert_eq!(by_tenant(&say("hello")), Verdict::Allow);
}

#[test]
fn a_decider_reaches_a_field_that_is_not_typed_through_the_raw_body() {
    let body = before_body("[]").replacen('{', r#"{"SomethingNew":1.50,"#, 1);
    let call: Call<BeforeSendMsg> = decode(body.clone()).unwrap();
    assert_eq!(call.raw_body(), body.as_bytes());
    let raw: serde_json::Value = serde_json::from_slice(call.raw_body()).unwrap();
    assert_eq!(raw["SomethingNew"], 1.5);
}

#[test]
fn a_verdict_becomes_the_reply_to_its_call() {
    let call: Call<BeforeSendMsg> = decode(BEFORE).unwrap();
    let reply = Reply::to(&call, &Moderator { word: "red packet" }.decide(&call));
    assert_eq!((reply.status, reply.content_type), (200, "application/json"));
    assert_eq!(
        reply.body_text(),
        r#"{"ActionStatus":"OK","ErrorInfo":"no advertising here","ErrorCode":10101}"#
    );
}

#[test]
fn a_call_becomes_one_of_any_command_in_generic_code() {
    fn any<C: Callback>(body: &str) -> (CallbackCommand, AnyCallback) {
        let call: Call<C> = decode(body).unwrap();
        assert_eq!(CallbackCommand::of::<C>(), call.command());
        (call.command(), call.into_any())
    }
    for (command, callback) in [
        any::<BeforeSendMsg>(BEFORE),
        any::<AfterSendMsg>(crate::support::AFTER),
        any::<SendMsgException>(crate::support::EXCEPTION),
    ] {
        assert_eq!(callback.query().command(), Some(command));
        let again = verified(command.name(), callback.raw_body()).decode().unwrap();
        assert_eq!(callback, again, "{command}");
    }
}
