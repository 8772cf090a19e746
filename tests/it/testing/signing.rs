//! Signed callbacks and the clock.

use std::time::Duration;

use tim_callback::auth::AuthError;
use tim_callback::callbacks::group;
use tim_callback::query::CallbackQuery;
use tim_callback::testing::{self, Clock, Signer};
use tim_callback::{CallbackCommand, Incoming, Policies, Receiver, SdkAppId, Token, Verifier};

use crate::support::{APP, SIGN_XXXXYYYY, TIME};

pub(crate) fn token() -> Token {
    Token::new("xxxxyyyy").unwrap()
}

pub(crate) fn signer() -> Signer {
    Signer::new(APP, token()).with_clock(&Clock::at(TIME))
}

#[test]
fn a_signer_sends_what_the_vectors_say() {
    let sent = signer().sign(testing::call::<group::BeforeSendMsg>());
    let query = CallbackQuery::parse(&sent.query).unwrap();
    assert!(sent.query.contains(SIGN_XXXXYYYY), "{}", sent.query);
    assert_eq!(query.sdk_app_id(), APP);
    assert_eq!(query.request_time(), Some("1669872112"));
    assert_eq!(query.client_ip(), Some("127.0.0.1"));
    let other = Signer::new(SdkAppId::new(7), token()).with_param("OptPlatform", "Web");
    let sent = other.with_param("tenant", "4 2").sign(testing::call::<group::BeforeSendMsg>());
    let query = CallbackQuery::parse(&sent.query).unwrap();
    assert_eq!(query.sdk_app_id(), SdkAppId::new(7));
    assert_eq!(query.platform().unwrap().as_str(), "Web");
    assert_eq!(query.custom_param("tenant"), Some("4 2"));
}

#[test]
fn a_signer_without_a_clock_signs_now_and_without_a_token_not_at_all() {
    let verifier = Verifier::new(APP, token());
    let verify = |signer: Signer| {
        let sent = signer.sign_bytes(CallbackCommand::StateChange, b"{}");
        verifier.verify(Incoming::new(&sent.query, sent.body).unwrap()).map(drop)
    };
    assert_eq!(verify(Signer::new(APP, token())), Ok(()));
    assert_eq!(verify(Signer::without_authentication(APP)), Err(AuthError::MissingSign));
}

#[test]
fn a_clock_is_shared_and_can_be_turned() {
    let clock = Clock::at(TIME);
    let sent =
        Signer::new(APP, token()).with_clock(&clock).sign(testing::call::<group::AfterSendMsg>());
    let receiver =
        Receiver::builder(Verifier::new(APP, token()), Policies::fail_closed()).build().unwrap();
    let service = clock.clone();
    let status = || receiver.receive_at(&sent.query, &sent.body, service.now()).status;
    clock.advance(Duration::from_millis(60_999));
    assert_eq!(status(), 200);
    clock.advance(Duration::from_secs(1));
    assert_eq!(status(), 401);
    clock.set(TIME);
    assert_eq!(status(), 200);
}

#[test]
fn a_signed_callback_prints_no_signature() {
    let printed = format!("{:?}", signer().sign(testing::call::<group::AfterSendMsg>()));
    assert!(!printed.contains(&SIGN_XXXXYYYY[..8]), "{printed}");
    assert!(printed.contains("Group.CallbackAfterSendMsg"), "{printed}");
}

#[test]
fn a_url_keeps_the_query_of_the_service() {
    let sent = Signer::without_authentication(APP).sign_bytes(CallbackCommand::StateChange, b"");
    assert!(sent.url("http://h/p").starts_with("http://h/p?SdkAppid=1400000000&"));
    assert!(sent.url("http://h/p?a=b").starts_with("http://h/p?a=b&SdkAppid=1400000000&"));
}
