//! The same tests for each embedding.

use std::convert::Infallible;
use std::future::pending;

use frameworks::receiver;
use tim_callback::callbacks::group::BeforeSendMsg;
use tim_callback::query::DEFAULT_BODY_LIMIT;
use tim_callback::testing::{self, Signed, Signer};
use tim_callback::{
    AsyncReceiver, CALLBACK_TIMEOUT, Call, GroupRejectCode, MsgVerdict, Policies, SdkAppId, Token,
    Verifier,
};

const APP: SdkAppId = SdkAppId::new(1400000000);
const TOKEN: &str = "xxxxyyyy";

pub fn token(token: &str) -> Token {
    Token::new(token).unwrap()
}

pub fn verifier() -> Verifier {
    Verifier::new(APP, token(TOKEN))
}

pub fn signer() -> Signer {
    Signer::new(APP, token(TOKEN))
}

pub fn saying(text: &str, signer: &Signer) -> Signed {
    signer.sign(testing::call::<BeforeSendMsg>().text(text))
}

/// Rejects every message with the parameter `note` of its query.
fn echo() -> AsyncReceiver {
    AsyncReceiver::builder(verifier(), Policies::fail_open())
        .on_fn::<BeforeSendMsg>(|call| {
            let note = call.query().custom_param("note").unwrap_or_default();
            MsgVerdict::reject_with(GroupRejectCode::new(10102).unwrap(), note)
        })
        .build()
        .unwrap()
}

/// Never decides.
fn stuck() -> AsyncReceiver {
    AsyncReceiver::builder(verifier(), Policies::fail_open())
        .on_async_fn(async |_: Call<BeforeSendMsg>| -> Result<_, Infallible> { pending().await })
        .build()
        .unwrap()
}

macro_rules! answers {
    ($($framework:ident)+) => {$(
        mod $framework {
            use tokio::time::timeout;

            use super::*;
            use crate::client::$framework as post;

            fn receiver() -> AsyncReceiver {
                super::receiver(verifier()).unwrap()
            }

            #[tokio::test]
            async fn the_decider_answers() {
                let sent = saying("to the casino!", &signer());
                let answered = post(receiver(), &sent).await;
                answered.review(&sent).assert_refused_with(10101);
                let sent = saying("good morning", &signer());
                post(receiver(), &sent).await.review(&sent).assert_allowed();
            }

            #[tokio::test]
            async fn a_forged_callback_is_refused() {
                let forged = saying("good morning", &Signer::new(APP, token("another")));
                post(receiver(), &forged).await.assert_refused(401, "not authenticated");
            }

            #[tokio::test]
            async fn a_body_may_be_as_large_as_the_limit_and_no_larger() {
                let mut sent = saying("to the casino!", &signer());
                sent.body.resize(DEFAULT_BODY_LIMIT, b' ');
                post(receiver(), &sent).await.review(&sent).assert_refused_with(10101);
                sent.body.push(b' ');
                post(receiver(), &sent).await.assert_refused(413, "too large");
            }

            #[tokio::test]
            async fn the_query_is_passed_on_undecoded() {
                let sent = saying("hi", &signer().with_param("note", "100%25 & more"));
                let answered = post(echo(), &sent).await;
                answered.review(&sent).assert_refused_with(10102);
                let body = str::from_utf8(&answered.body).unwrap();
                assert!(body.contains(r#""100%25 & more""#), "{body}");
            }

            /// The clock is paused: it goes on when everything waits.
            #[tokio::test(start_paused = true)]
            async fn a_decision_that_does_not_come_is_answered_by_policy_in_time() {
                let sent = saying("to the casino!", &signer());
                let answered = timeout(CALLBACK_TIMEOUT, post(stuck(), &sent)).await.unwrap();
                answered.review(&sent).assert_allowed();
            }
        }
    )+};
}

answers!(rocket poem salvo warp lambda_http hyper);
