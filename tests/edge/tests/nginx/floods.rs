//! Callbacks are answered in time beside a flood.

use std::thread::sleep;
use std::time::Duration;

use tim_callback::testing::Effect;

use crate::client::{Raw, agent, callback, post};
use crate::crowd::Crowd;
use crate::nginx::Nginx;
use crate::programs::Service;
use crate::slow::{HALF_HEAD, half_body};

const IN_TIME: Duration = Duration::from_secs(1);

/// Sends callbacks while the crowd is there, over open connections and new ones. How many.
fn answered_in_time(nginx: &Nginx, crowd: &Crowd) -> usize {
    let agents = [agent(nginx, true), agent(nginx, false)];
    let mut count = 0;
    while crowd.is_there() {
        for agent in &agents {
            let sent = callback();
            let answered = post(agent, &sent.url(&nginx.url()), &sent.body);
            let review = sent.what_tencent_does(&answered);
            assert_eq!(review.effect, Effect::Allowed, "after {count}: {answered:?}");
            assert!(answered.took < IN_TIME, "after {count}: {:?}", answered.took);
            count += 1;
        }
        sleep(Duration::from_millis(20));
    }
    count
}

#[test]
fn half_heads_do_not_keep_callbacks_waiting() {
    let service = Service::start();
    let nginx = Nginx::start(service.address);
    let crowd = Crowd::start(500, &Raw::new(&nginx, [127, 0, 0, 1]), HALF_HEAD);
    let count = answered_in_time(&nginx, &crowd);
    let held = crowd.end();
    println!("{count} callbacks beside {} half heads", held.len());
    assert!(count >= 20, "{count}");
    assert!(held.len() >= 1000, "{} half heads are no flood", held.len());
    nginx.stop();
}

#[test]
fn half_bodies_from_one_address_leave_room_for_others() {
    let service = Service::start();
    let nginx = Nginx::start(service.address);
    let crowd = Crowd::start(600, &Raw::new(&nginx, [127, 0, 0, 2]), &half_body());
    let count = answered_in_time(&nginx, &crowd);
    let held = crowd.end();
    let log = nginx.stop();
    let turned_away = log.iter().filter(|line| line["limit_conn"] == "REJECTED").count();
    println!("{count} callbacks beside {} half bodies, {turned_away} turned away", held.len());
    assert!(count >= 20, "{count}");
    assert!(turned_away > 0, "the limit was not reached");
}
