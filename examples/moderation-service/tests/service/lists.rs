//! Lists that change while the service runs, and the next list.

use std::fs;
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use moderation_service::Moderation;
use moderation_service::settings::Settings;
use tim_callback::callbacks::{c2c, group};
use tim_callback::testing::{Effect, RequestBuilder, call};
use tim_callback::verdict::Decision;
use tokio::time::sleep;

use crate::{Service, Setup};

fn saying(text: &str) -> RequestBuilder<group::BeforeSendMsg> {
    call().from("jared").text(text)
}

/// Waits until a text is answered so, but not longer than 3 s.
async fn wait_until(service: &Service, text: &str, effect: &Effect) {
    let start = Instant::now();
    while service.send(saying(text)).await.effect != *effect {
        assert!(
            start.elapsed() < Duration::from_secs(3),
            "{text:?} is not answered with {effect:?}"
        );
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_good_list_is_taken_up_and_a_bad_one_is_not() {
    let service = Service::start(Setup::default()).await;
    let words = service.file("words.txt");
    service.send(saying("casino")).await.assert_refused();
    fs::write(&words, "custard\tdrop").unwrap();
    wait_until(&service, "custard", &Effect::Dropped).await;
    service.send(saying("casino")).await.assert_allowed();

    fs::write(&words, "custard\tdrop\nno action").unwrap();
    // Two looks at the file.
    sleep(Duration::from_millis(2200)).await;
    service.send(saying("custard")).await.assert_dropped();

    fs::write(&words, "semolina\tdrop\n").unwrap();
    wait_until(&service, "semolina", &Effect::Dropped).await;
    service.send(saying("custard")).await.assert_allowed();
}

#[tokio::test]
async fn the_next_list_is_compared_and_never_answers() {
    let next_words = Some("casino\treject\nrhubarb\tmask\ncustard\treject");
    let service = Service::start(Setup { next_words, ..Setup::default() }).await;
    service.send(saying("custard")).await.assert_allowed();
    service.send(saying("gibberish")).await.assert_dropped();
    service.send(saying("casino")).await.assert_refused();
    service.send(saying("rhubarb")).await.assert_changed();
    service.send(call::<c2c::BeforeSendMsg>().text("custard")).await.assert_allowed();
    let seen = service.seen();
    let agreed: Vec<_> = seen.iter().map(|seen| seen.shadow.unwrap().1).collect();
    assert_eq!(agreed, [Some(false), Some(false), Some(true), Some(true), Some(false)]);
    assert_eq!(seen[0].decision, Some(Decision::Allow));
    assert!(matches!(seen[0].shadow.unwrap().0, Some(Decision::Reject { .. })));
    assert_eq!(seen[1].shadow.unwrap().0, Some(Decision::Allow));

    // It follows its file, too.
    fs::write(service.file("next.txt"), "nothing of this\tmask").unwrap();
    let start = Instant::now();
    loop {
        service.send(saying("custard")).await.assert_allowed();
        if service.seen()[0].shadow.unwrap().1 == Some(true) {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(3), "the next list was not taken up");
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn without_a_next_list_nothing_is_compared() {
    let service = Service::start(Setup::default()).await;
    service.send(saying("hello")).await.assert_allowed();
    assert_eq!(service.seen()[0].shadow, None);
}

#[tokio::test]
async fn what_cannot_be_used_is_named_at_the_start() {
    let service = Service::start(Setup::default()).await;
    fs::write(service.file("bad.txt"), "covert").unwrap();
    let settings = |words, next: Option<&str>, database| Settings {
        words: service.file(words),
        next_words: next.map(|next| service.file(next)),
        database: service.file(database),
        rate: NonZeroU32::MIN,
    };
    for (settings, error) in [
        (settings("bad.txt", None, "new.db"), "bad.txt:1: expected a word, a tab and an action"),
        (settings("words.txt", Some("bad.txt"), "new.db"), "bad.txt:1: expected a word, a tab"),
        (settings("none.txt", None, "new.db"), "none.txt cannot be read"),
        (settings("words.txt", None, "no/such/folder.db"), "no/such/folder.db does not answer"),
        (settings("words.txt", None, "words.txt"), "words.txt does not answer: error returned"),
    ] {
        let refused = Moderation::start(settings).await.unwrap_err().to_string();
        assert!(refused.contains(error), "{refused}");
        assert!(!refused.contains("covert"), "{refused}");
    }
}
