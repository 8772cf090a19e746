//! The data of a custom element, as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tim_callback::message::{CustomElem, DataError};

#[test]
fn data_is_read_as_json_of_the_type_asked_for() {
    let custom = CustomElem::new().with_data(r#"{"level":3}"#);
    let read: BTreeMap<String, u8> = custom.data_json().unwrap();
    assert_eq!(read["level"], 3);

    assert_eq!(CustomElem::new().data_json::<Value>(), Err(DataError::Absent));
    for (data, line, column) in [("LV1", 1, 1), ("", 1, 0), ("{\n \"level\":-1}", 2, 11)] {
        let error = CustomElem::new().with_data(data).data_json::<BTreeMap<String, u8>>();
        let Err(DataError::WrongType { line: at, column: behind, .. }) = error else {
            panic!("{data}: {error:?}")
        };
        assert_eq!((at, behind), (line, column), "{data}");
    }
    let error = CustomElem::new().with_data("\"private\"").data_json::<u8>().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("private"));
}

#[test]
fn data_is_written_as_json_text() {
    let custom = CustomElem::new().with_data_json(&json!({"level": [1, "é"]})).unwrap();
    assert_eq!(custom.data.as_deref(), Some(r#"{"level":[1,"é"]}"#));
    let by_pair = BTreeMap::from([((1, 2), 3)]);
    assert_eq!(CustomElem::new().with_data_json(&by_pair), Err(DataError::NotJson));
}
