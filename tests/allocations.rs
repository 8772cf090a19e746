//! How often a whole callback asks for memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use serde_json::Value;
use tim_callback::callbacks::group;
use tim_callback::{MsgVerdict, Policies, Receiver, SdkAppId, Token, UnixSeconds, Verifier};

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

fn count() {
    // A thread that is ending has no counter any more, and nothing to count.
    let _ = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
}

// SAFETY: every call goes to the system's allocator unchanged.
#[expect(unsafe_code, reason = "counting allocations takes an allocator")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        unsafe { System.realloc(at, layout, size) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

#[test]
fn receiving_a_message_allocates_at_most_nine_times() {
    let seed = include_str!("fixtures/Group.CallbackBeforeSendMsg/request.json");
    let value: Value = serde_json::from_str(seed).unwrap();
    let body = value.to_string().into_bytes();
    let verifier = Verifier::new(SdkAppId::new(1400000000), Token::new("xxxxyyyy").unwrap());
    let receiver = Receiver::builder(verifier, Policies::fail_open())
        .on_fn::<group::BeforeSendMsg>(|_| MsgVerdict::Allow)
        .build()
        .unwrap();
    let query = "CallbackCommand=Group.CallbackBeforeSendMsg&ClientIP=127.0.0.1&OptPlatform=iOS\
        &RequestID=2a7f2c4e-9d6b-4b6e-8f0c-1d2e3f4a5b6c&RequestTime=1669872112&SdkAppid=1400000000\
        &Sign=17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061&contenttype=json";

    let before = ALLOCATIONS.get();
    let reply = receiver.receive_at(query, body, UnixSeconds::new(1669872112));
    let allocations = ALLOCATIONS.get() - before;

    assert_eq!(reply.body_text(), r#"{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}"#);
    assert!((1..=9).contains(&allocations), "{allocations} allocations");
    println!("{allocations} allocations");
}
