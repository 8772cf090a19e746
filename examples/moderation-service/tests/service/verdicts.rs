//! What happens to a message.

use moderation_service::moderator::TOO_FAST;
use tim_callback::callbacks::{c2c, group};
use tim_callback::message::{CustomElem, RelayElem, RelayMsg, TextElem};
use tim_callback::testing::{Effect, RequestBuilder, Review, call};
use tim_callback::{MsgBody, MsgElement};

use crate::{Service, Setup};

fn in_a_group(text: &str) -> RequestBuilder<group::BeforeSendMsg> {
    call().from("jared").text(text)
}

fn one_to_one(text: &str) -> RequestBuilder<c2c::BeforeSendMsg> {
    call().from("jared").text(text)
}

/// The elements with which a message is delivered.
#[track_caller]
fn elements(review: &Review) -> Vec<&str> {
    assert!(review.is_sound(), "{review}");
    let Effect::Changed(patch) = &review.effect else { panic!("{review}") };
    patch.elements().iter().map(|element| element.get()).collect()
}

#[tokio::test]
async fn each_word_has_its_verdict_in_groups_and_one_to_one() {
    let service = Service::start(Setup::default()).await;
    for text in ["good morning", ""] {
        service.send(in_a_group(text)).await.assert_allowed();
        service.send(one_to_one(text)).await.assert_allowed();
    }
    for text in ["to the casino!", "ＣＡＳＩＮＯ", "ca\u{200b}sino", "rhubarb gibberish casino"]
    {
        service.send(in_a_group(text)).await.assert_refused_with(10016);
        service.send(one_to_one(text)).await.assert_refused_with(20006);
    }
    for text in ["Gibberish", "rhubarb gibberish"] {
        service.send(in_a_group(text)).await.assert_dropped();
        service.send(one_to_one(text)).await.assert_dropped();
    }
}

#[tokio::test]
async fn a_masked_message_keeps_everything_else_as_it_came() {
    let service = Service::start(Setup::default()).await;
    let custom = serde_json::json!({
        "MsgType": "TIMCustomElem",
        "MsgContent": {"Data": "rhubarb is not a text here", "Desc": "ｒｈｕｂａｒｂ pie", "New": 7},
    });
    let review = service.send(in_a_group("Rhubarb, RHUBARB!").push("MsgBody", custom)).await;
    assert_eq!(
        elements(&review),
        [
            r#"{"MsgContent":{"Text":"*******, *******!"},"MsgType":"TIMTextElem"}"#,
            r#"{"MsgContent":{"Data":"rhubarb is not a text here","Desc":"******* pie","New":7},"MsgType":"TIMCustomElem"}"#,
        ]
    );
    let review = service.send(one_to_one("my rhubarb")).await;
    assert_eq!(
        elements(&review),
        [r#"{"MsgContent":{"Text":"my *******"},"MsgType":"TIMTextElem"}"#]
    );
}

#[tokio::test]
async fn forwards_within_forwards_are_read() {
    let service = Service::start(Setup::default()).await;
    let forward = |text: &str| {
        let body: MsgBody = [TextElem::new(text)].into_iter().collect();
        let inner: MsgElement = RelayElem::new(vec![RelayMsg::new(body)]).into();
        RelayElem::new(vec![RelayMsg::new(vec![inner])])
    };
    service.send(in_a_group("look").element(forward("casino"))).await.assert_refused();
    service.send(in_a_group("look").element(forward("gibberish"))).await.assert_dropped();
    let review = service.send(in_a_group("look").element(forward("rhubarb"))).await;
    let elements = elements(&review);
    assert!(elements[1].contains(r#"{"Text":"*******"}"#), "{elements:?}");
    assert!(!elements[1].contains("rhubarb"), "{elements:?}");
}

#[tokio::test]
async fn the_data_of_custom_elements_is_not_searched() {
    let service = Service::start(Setup::default()).await;
    let custom = CustomElem::new().with_data("casino").with_desc("an invitation");
    service.send(in_a_group("look").element(custom)).await.assert_allowed();
}

#[tokio::test]
async fn a_muted_sender_is_dropped_until_the_mute_ends() {
    let service = Service::start(Setup::default()).await;
    service.send(in_a_group("hello")).await.assert_allowed();
    service.sqlite("INSERT INTO muted (user) VALUES ('jared')").await;
    service
        .sqlite("INSERT INTO muted VALUES ('ana', unixepoch() + 600), ('bob', unixepoch())")
        .await;
    service.send(in_a_group("hello")).await.assert_dropped();
    // Although the word alone would be told.
    service.send(one_to_one("casino")).await.assert_dropped();
    service.send(in_a_group("hello").from("ana")).await.assert_dropped();
    service.send(in_a_group("hello").from("bob")).await.assert_allowed();
    service.sqlite("DELETE FROM muted WHERE user = 'jared'").await;
    service.send(in_a_group("hello")).await.assert_allowed();
}

#[tokio::test]
async fn who_sends_too_much_is_told_so() {
    let service = Service::start(Setup { rate: 3, ..Setup::default() }).await;
    // All kinds of messages count together.
    service.send(in_a_group("one")).await.assert_allowed();
    service.send(in_a_group("casino")).await.assert_refused_with(10016);
    service.send(one_to_one("three")).await.assert_allowed();

    let review = service.send(in_a_group("four")).await;
    review.assert_refused_with(10110);
    let Effect::Refused { text, .. } = &review.effect else { panic!("{review}") };
    assert_eq!(text, TOO_FAST);
    service.send(one_to_one("five")).await.assert_refused_with(120110);
    service.send(in_a_group("hello").from("ana")).await.assert_allowed();

    // A muted sender does not learn of the limit.
    service.sqlite("INSERT INTO muted (user) VALUES ('jared')").await;
    service.send(in_a_group("six")).await.assert_dropped();
}
