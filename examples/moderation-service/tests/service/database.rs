//! A database that does not answer.

use std::fs;
use std::time::Instant;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Executor};

use tim_callback::callbacks::{c2c, group};
use tim_callback::receiver::{Outcome, Policy};
use tim_callback::testing::call;
use tim_callback::{CALLBACK_TIMEOUT, Policies};

use crate::{Seen, Service, Setup};

#[track_caller]
fn assert_failed(seen: &Seen, cause: &str) {
    assert_eq!((seen.outcome, seen.policy), (Outcome::Failed, Some(Policy::Failed)), "{seen:?}");
    assert!(seen.cause.as_ref().is_some_and(|said| said.contains(cause)), "{seen:?}");
}

#[tokio::test]
async fn while_the_database_is_gone_the_policy_answers_and_the_observer_knows() {
    let service = Service::start(Setup::default()).await;
    service.sqlite("INSERT INTO muted (user) VALUES ('jared')").await;
    let hello = || call::<group::BeforeSendMsg>().text("hello");
    service.send(hello().from("jared")).await.assert_dropped();
    service.send(hello().from("ana")).await.assert_allowed();
    assert!(service.seen().iter().all(|seen| seen.outcome == Outcome::Decided));

    let aside = service.file("aside.db");
    fs::rename(service.file("mutes.db"), &aside).unwrap();
    service.send(hello().from("ana")).await.assert_refused_with(10016);
    service.send(call::<c2c::BeforeSendMsg>()).await.assert_refused_with(20006);
    let seen = service.seen();
    assert_eq!(seen.len(), 2);
    for seen in &seen {
        assert_failed(seen, "mutes.db is gone");
    }

    fs::rename(&aside, service.file("mutes.db")).unwrap();
    service.send(hello().from("ana")).await.assert_allowed();
    service.send(hello().from("jared")).await.assert_dropped();
    assert!(service.seen().iter().all(|seen| seen.outcome == Outcome::Decided));
}

#[tokio::test]
async fn a_service_that_fails_open_delivers_while_the_database_is_gone() {
    let policies = Policies::fail_open();
    let service = Service::start(Setup { policies, ..Setup::default() }).await;
    fs::remove_file(service.file("mutes.db")).unwrap();
    service.send(call::<group::BeforeSendMsg>().text("casino")).await.assert_allowed();
    assert_failed(&service.seen()[0], "mutes.db is gone");
}

#[tokio::test]
async fn a_table_that_is_gone_is_a_failure_too() {
    let service = Service::start(Setup::default()).await;
    service.sqlite("DROP TABLE muted").await;
    service.send(call::<group::BeforeSendMsg>().text("hello")).await.assert_refused();
    assert_failed(&service.seen()[0], "no such table: muted");
}

/// Another program that holds the database must not use up the time that Tencent waits.
#[tokio::test]
async fn a_database_that_stays_locked_is_a_failure_in_time() {
    let service = Service::start(Setup::default()).await;
    let options = SqliteConnectOptions::new().filename(service.file("mutes.db"));
    let mut other = options.connect().await.unwrap();
    other.execute("BEGIN EXCLUSIVE").await.unwrap();
    let start = Instant::now();
    service.send(call::<group::BeforeSendMsg>().text("hello")).await.assert_refused();
    let took = start.elapsed();
    assert_failed(&service.seen()[0], "mutes.db does not answer");
    assert!(took < CALLBACK_TIMEOUT, "{took:?}");

    other.execute("COMMIT").await.unwrap();
    service.send(call::<group::BeforeSendMsg>().text("hello")).await.assert_allowed();
}
