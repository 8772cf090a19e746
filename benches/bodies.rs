//! The bodies that are measured: what Tencent sends, with keys sorted as on the wire.

use serde_json::{Value, json};

/// The documented sample of a group message, indented and unsorted.
pub const SEED: &str = include_str!("../tests/fixtures/Group.CallbackBeforeSendMsg/request.json");
const C2C: &str = include_str!("../tests/fixtures/C2C.CallbackBeforeSendMsg/request.json");
const STATE: &str = include_str!("../tests/fixtures/State.StateChange/request.json");
const PUSH: &str = include_str!("../tests/fixtures/Push.OfflinePush/request.json");

const ENGLISH: &str = "Please bring the red packet to the meeting at nine; the agenda, the slides \
    and the list of guests are in the shared folder, and whoever cannot come should say so today. \
    If anything changes during the night, the office will call each of you before eight.";
const JAPANESE: &str = "赤い封筒を九時の会議に持ってきてください。議題、資料、来客名簿は共有フォルダに\
    あります。来られない方は今日中に知らせてください。夜の間に変更があれば八時までに電話します。";

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("a fixture is JSON")
}

/// Compact, keys sorted: what the server sends.
fn wire_form(json: &str) -> String {
    parsed(json).to_string()
}

/// The sample with this message.
fn message(elements: Vec<Value>) -> String {
    let mut value = parsed(SEED);
    value["MsgBody"] = elements.into();
    value.to_string()
}

fn text(text: &str) -> Value {
    json!({"MsgContent": {"Text": text}, "MsgType": "TIMTextElem"})
}

pub fn seed_wire() -> String {
    wire_form(SEED)
}

/// 40 text elements, about 12 KB in all: the largest message there is.
pub fn body_12k() -> String {
    message(vec![text(ENGLISH); 40])
}

/// The same in Japanese.
pub fn body_12k_ja() -> String {
    message(vec![text(JAPANESE); 40])
}

/// Forwards in one another, each with messages of its own.
fn forwards(depth: usize, messages: usize) -> Value {
    let said = |at: usize| {
        json!({
            "From_Account": "jared", "GroupId": "@TGS#2C5SZEAEF", "MsgBody": [text(ENGLISH)],
            "MsgRandom": 2804799576_u32, "MsgSeq": 40 + at, "MsgTimeStamp": 1670574414,
        })
    };
    let mut list: Vec<Value> = (0..messages).map(said).collect();
    if depth > 1 {
        let mut inner = said(messages);
        inner["MsgBody"] = json!([forwards(depth - 1, messages)]);
        list.push(inner);
    }
    json!({
        "MsgContent": {
            "AbstractList": ["jared: Please bring the red packet", "tom: I will"],
            "CompatibleText": "a forward", "MsgList": list, "MsgNum": messages, "Title": "the group",
        },
        "MsgType": "TIMRelayElem",
    })
}

/// Forwards five deep, about 17 KB.
pub fn relay_wire() -> String {
    message(vec![forwards(5, 8)])
}

/// About 1 MB of forwards: how the cost grows.
pub fn relay_1m() -> String {
    message(vec![forwards(5, 480)])
}

/// Forwards as an element of an unknown type: what is guessed from the keys of the content turns out
/// wrong at the very end.
fn fooled(messages: usize) -> String {
    let mut element = forwards(5, messages);
    element["MsgType"] = "TIMNewElem".into();
    message(vec![element])
}

/// `relay_wire`, guessed wrong.
pub fn relay_fooled() -> String {
    fooled(8)
}

/// `relay_1m`, guessed wrong.
pub fn relay_fooled_1m() -> String {
    fooled(480)
}

/// A custom element with 1 KB of JSON, between two texts.
pub fn custom_wire() -> String {
    let card = json!({"card": "invitation", "lines": vec![ENGLISH; 4], "version": 3}).to_string();
    let custom = json!({
        "MsgContent": {"Data": card, "Desc": "an invitation", "Ext": "", "Sound": "dingdong.aiff"},
        "MsgType": "TIMCustomElem",
    });
    message(vec![text("look at this"), custom, text("what do you think?")])
}

/// An image in its three sizes.
pub fn image_wire() -> String {
    let size = |kind: u64| {
        json!({
            "Height": 1080 / kind, "Size": 1853095 / kind, "Type": kind,
            "URL": format!("https://cos.example.com/1400000000/picture-{kind}?sign=0af3c1"),
            "Width": 1920 / kind,
        })
    };
    let image = json!({
        "MsgContent": {
            "ImageFormat": 1, "ImageInfoArray": [size(1), size(2), size(3)],
            "UUID": "1400000000_jared_0f2c1b7ac4e34a65a3d1",
        },
        "MsgType": "TIMImageElem",
    });
    message(vec![image])
}

pub fn c2c_wire() -> String {
    wire_form(C2C)
}

pub fn state_change() -> String {
    wire_form(STATE)
}

/// 100 pushes.
pub fn push_batch() -> String {
    let event = parsed(PUSH)["Events"][0].clone();
    json!({"Events": vec![event; 100]}).to_string()
}
