//! A message as the list of its elements, and the texts in it.

use tim_callback::MsgBody;
use tim_callback::message::TextElem;

use crate::support::call_about;

#[test]
fn texts_are_all_that_a_reader_may_see_in_order_of_the_message() {
    let call = call_about(
        r#"[
        {"MsgType":"TIMTextElem","MsgContent":{"Text":"1"}},
        {"MsgType":"TIMLocationElem","MsgContent":{"Desc":"2","Latitude":1,"Longitude":1}},
        {"MsgType":"TIMFaceElem","MsgContent":{"Index":1,"Data":"no"}},
        {"MsgType":"TIMCustomElem","MsgContent":{"Data":"no","Desc":"3","Ext":"no","Sound":"no"}},
        {"MsgType":"TIMSoundElem","MsgContent":{"Url":"no","UUID":"no"}},
        {"MsgType":"TIMImageElem","MsgContent":{"UUID":"no","ImageInfoArray":[{"URL":"no"}]}},
        {"MsgType":"TIMFileElem","MsgContent":{"Url":"no","FileName":"4"}},
        {"MsgType":"TIMVideoFileElem","MsgContent":{"VideoUrl":"no","ThumbFormat":"no"}},
        {"MsgType":"TIMRelayElem","MsgContent":{
            "MsgList":[
                {"CloudCustomData":"no","MsgBody":[
                    {"MsgType":"TIMTextElem","MsgContent":{"Text":"9"}},
                    {"MsgType":"TIMRelayElem","MsgContent":{"Title":"10",
                        "MsgList":[{"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"11"}}]}]}}]},
                {"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"12"}}]}],
            "AbstractList":["7","8"],"CompatibleText":"6","Title":"5","JsonMsgKey":"no"}},
        {"MsgType":"TIMStreamElem","MsgContent":{"StreamMsgID":"no",
            "Chunks":[{"EventType":"no","Markdown":"14"},{"Markdown":"15"}],"CompatibleText":"13"}},
        {"MsgType":"TIMNewElem","MsgContent":{"Text":"no","Desc":"no"}}]"#,
    );
    let expected: Vec<_> = (1..=15).map(|number| number.to_string()).collect();
    assert_eq!(call.msg_body.texts(), expected);
}

#[test]
fn an_empty_text_is_a_text_and_an_absent_one_is_none() {
    let call = call_about(
        r#"[{"MsgType":"TIMTextElem","MsgContent":{"Text":""}},
            {"MsgType":"TIMCustomElem","MsgContent":{"Data":"x"}}]"#,
    );
    assert_eq!(call.msg_body.texts(), [""]);
}

#[test]
fn a_body_is_a_list_of_anything_that_becomes_an_element() {
    let body: MsgBody = ["a", "b"].into_iter().map(TextElem::new).collect();
    assert_eq!(body.len(), 2);
    assert_eq!(body.texts(), ["a", "b"]);
    assert_eq!(MsgBody::from(body.clone().into_vec()), body);
    assert_eq!((&body).into_iter().collect::<Vec<_>>(), [&body[0], &body[1]]);
    assert_eq!(format!("{body:?}"), format!("{:?}", &body[..]));
    assert_eq!(body.clone().into_iter().collect::<Vec<_>>(), body.into_vec());
}
