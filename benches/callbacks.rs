//! What a callback costs, as ratios measured in one run on one machine.
//!
//! `floor` skips through the body, `value` parses it into a `serde_json::Value`, `decode` makes a
//! typed call of a verified query and an owned body, `receive` does all there is to do: query,
//! signature, decoding, decision, answer. Each of them drops what it made. `cargo bench` ends with
//! the table of ratios.

mod bodies;
mod ratios;

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use criterion::Criterion;
use serde::de::IgnoredAny;
use serde_json::Value;
use tim_callback::auth::ReplayKey;
use tim_callback::callbacks::{c2c, group, push, state};
use tim_callback::replay::ReplayGuard;
use tim_callback::{
    Ack, AsyncReceiver, C2cRejectCode, Callback, CallbackCommand, GroupRejectCode, Incoming,
    MsgVerdict, Policies, Receiver, SdkAppId, Token, UnixSeconds, Verifier,
};

use crate::ratios::{Body, Timed};

const ALLOWED: &str = r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#;
/// Few calls at a time, so that bodies and results stay in the cache, as they do for `floor`.
const BATCH: u64 = 4;
const NOW: UnixSeconds = UnixSeconds::new(1_669_872_112);

/// A query in the order of the wire.
fn query<C: Callback>() -> String {
    let command = CallbackCommand::of::<C>();
    format!(
        "CallbackCommand={command}&ClientIP=127.0.0.1&OptPlatform=iOS\
         &RequestID=2a7f2c4e-9d6b-4b6e-8f0c-1d2e3f4a5b6c&RequestTime=1669872112\
         &SdkAppid=1400000000\
         &Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061&contenttype=json"
    )
}

fn verifier() -> Verifier {
    let token = Token::new("xxxxyyyy").expect("not empty");
    Verifier::new(SdkAppId::new(1_400_000_000), token)
}

/// The time that this many calls take, without preparing their arguments.
fn timed<I, O>(prepare: impl Fn() -> I + 'static, call: impl Fn(I) -> O + 'static) -> Timed {
    Box::new(move |calls| {
        let mut elapsed = Duration::ZERO;
        let mut left = calls;
        while left > 0 {
            let batch = left.min(BATCH);
            let arguments: Vec<I> = (0..batch).map(|_| prepare()).collect();
            let start = Instant::now();
            for argument in arguments {
                drop(black_box(call(black_box(argument))));
            }
            elapsed += start.elapsed();
            left -= batch;
        }
        elapsed
    })
}

/// What is measured for a body: each call gets one of its own.
fn functions<C>(name: &'static str, body: String, verdict: fn() -> C::Verdict) -> Body
where
    C: Callback,
{
    let (verifier, query) = (verifier(), query::<C>());
    let receiver = Receiver::builder(verifier.clone(), Policies::fail_open())
        .on_fn::<C>(move |_| verdict())
        .build()
        .expect("one decider");
    let reply = receiver.receive_at(&query, body.as_bytes(), NOW);
    assert_eq!(reply.body_text(), ALLOWED);

    let bytes = body.into_bytes();
    let text = || {
        let bytes = bytes.clone();
        move || bytes.clone()
    };
    let floor = {
        let bytes = bytes.clone();
        timed(
            || (),
            move |()| serde_json::from_slice::<IgnoredAny>(black_box(&bytes)).expect("JSON"),
        )
    };
    let value = {
        let bytes = bytes.clone();
        timed(|| (), move |()| serde_json::from_slice::<Value>(black_box(&bytes)).expect("JSON"))
    };
    let decode = {
        let (query, body) = (query.clone(), text());
        let verified = move || {
            let incoming = Incoming::new(&query, body()).expect("a query");
            verifier.verify_at(incoming, NOW).expect("signed")
        };
        timed(verified, |verified| verified.decode_as::<C>().expect("a request"))
    };
    let receive = timed(text(), move |body| receiver.receive_at(black_box(&query), body, NOW));
    let functions = [("floor", floor), ("value", value), ("decode", decode), ("receive", receive)];
    Body { name, size: bytes.len(), functions: functions.into() }
}

/// A guard whose store costs nothing: what is left is the hash over the body.
struct AlwaysNew;

impl ReplayGuard for AlwaysNew {
    fn is_new(&self, key: &ReplayKey, _: UnixSeconds, _: UnixSeconds) -> bool {
        black_box(key);
        true
    }
}

/// A future that is ready at once.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

/// The other ways to receive.
fn variants() -> [(&'static str, Timed); 2] {
    let query = query::<group::BeforeSendMsg>();
    let asynchronous = AsyncReceiver::builder(verifier(), Policies::fail_open())
        .on_async_fn(async |_: tim_callback::Call<group::BeforeSendMsg>| {
            Ok::<_, std::convert::Infallible>(MsgVerdict::<GroupRejectCode>::Allow)
        })
        .build()
        .expect("one decider");
    let guarded = Receiver::builder(verifier(), Policies::fail_open())
        .on_fn::<group::BeforeSendMsg>(|_| MsgVerdict::Allow)
        .replay_guard(AlwaysNew)
        .build()
        .expect("one decider");
    let body = || bodies::seed_wire().into_bytes();
    let (first, second) = (query.clone(), query);
    [
        (
            "receive_async",
            timed(body, move |body| ready(asynchronous.receive_at(black_box(&first), body, NOW))),
        ),
        (
            "receive_guarded",
            timed(body, move |body| guarded.receive_at(black_box(&second), body, NOW)),
        ),
    ]
}

fn main() {
    let allow = || MsgVerdict::<GroupRejectCode>::Allow;
    let group = |name, body| functions::<group::BeforeSendMsg>(name, body, allow);
    let mut seed_wire = group("seed_wire", bodies::seed_wire());
    seed_wire.functions.extend(variants());
    let bodies = [
        group("seed_doc", bodies::SEED.to_owned()),
        seed_wire,
        group("body_12k", bodies::body_12k()),
        group("body_12k_ja", bodies::body_12k_ja()),
        group("relay_wire", bodies::relay_wire()),
        group("relay_1m", bodies::relay_1m()),
        group("relay_fooled", bodies::relay_fooled()),
        group("relay_fooled_1m", bodies::relay_fooled_1m()),
        group("custom_wire", bodies::custom_wire()),
        group("image_wire", bodies::image_wire()),
        functions::<c2c::BeforeSendMsg>("c2c_wire", bodies::c2c_wire(), || {
            MsgVerdict::<C2cRejectCode>::Allow
        }),
        functions::<state::StateChange>("state_change", bodies::state_change(), || Ack),
        functions::<push::OfflinePush>("push_batch", bodies::push_batch(), || Ack),
    ];
    let mut criterion = Criterion::default().configure_from_args();
    for body in &bodies {
        let mut group = criterion.benchmark_group(body.name);
        group.throughput(criterion::Throughput::Bytes(body.size as u64));
        for (name, timed) in &body.functions {
            group.bench_function(*name, |b| b.iter_custom(timed));
        }
        group.finish();
    }
    criterion.final_summary();
    ratios::print(&bodies);
}
