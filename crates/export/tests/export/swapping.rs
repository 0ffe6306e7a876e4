//! A folder is replaced as a whole, or not at all.

use std::fs;

use rapporteur_export::{Change, ExportError, Release, check_out, cleanup_partial, compare, lock, write};
use rapporteur_schema::Dataset;

use crate::small::{RELEASE, contents, dataset, names};

#[test]
fn a_new_release_replaces_the_old_one_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deep/er/out");
    let extra = [("sub/old.txt".to_owned(), b"old".to_vec())];
    write(&Dataset::default(), &out, &Release { extra_files: &extra, ..RELEASE }).unwrap();
    assert!(out.join("sub/old.txt").exists());
    fs::write(out.join(".DS_Store"), "").unwrap();
    check_out(&out).unwrap();
    write(&dataset(), &out, &RELEASE).unwrap();
    assert!(!out.join("sub").exists());
    assert_eq!(names(out.parent().unwrap()), ["out"]);
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    check_out(&out).unwrap();
    fs::write(out.join("thesis.doc"), "years").unwrap();
    let error = write(&dataset(), &out, &RELEASE).unwrap_err();
    assert!(matches!(&error, ExportError::Foreign { entry, .. } if entry == "thesis.doc"), "{error}");
    assert!(error.to_string().contains("choose an empty or new folder"));
    fs::write(out.join("manifest.json"), r#"{"tool": "another", "files": []}"#).unwrap();
    assert!(matches!(check_out(&out), Err(ExportError::Foreign { .. })));
    assert_eq!(names(&out), ["manifest.json", "thesis.doc"]);
}

#[test]
fn a_file_put_into_our_folder_is_not_wiped_either() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&dataset(), &out, &RELEASE).unwrap();
    fs::create_dir(out.join("notes")).unwrap();
    fs::write(out.join("notes/mine.txt"), "mine").unwrap();
    let error = write(&dataset(), &out, &RELEASE).unwrap_err();
    assert!(matches!(&error, ExportError::Foreign { entry, .. } if entry == "notes/mine.txt"), "{error}");
    assert_eq!(fs::read_to_string(out.join("notes/mine.txt")).unwrap(), "mine");
}

#[test]
fn a_file_is_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    fs::write(&out, "x").unwrap();
    assert!(matches!(write(&dataset(), &out, &RELEASE), Err(ExportError::NotAFolder { .. })));
}

#[test]
fn the_old_release_is_untouched_when_a_file_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&dataset(), &out, &RELEASE).unwrap();
    let before = contents(&out);
    let extra = [("x".repeat(5000), Vec::new())];
    let error = write(&Dataset::default(), &out, &Release { extra_files: &extra, ..RELEASE }).unwrap_err();
    assert!(error.to_string().contains("cannot create this file"), "{error}");
    let extra = [("../escape".to_owned(), Vec::new())];
    let error = write(&Dataset::default(), &out, &Release { extra_files: &extra, ..RELEASE }).unwrap_err();
    assert!(matches!(error, ExportError::Name { .. }));
    assert_eq!(contents(&out), before);
    assert_eq!(names(folder.path()), ["out"]);
}

#[test]
fn a_run_that_died_between_the_renames_is_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&dataset(), &out, &RELEASE).unwrap();
    let before = contents(&out);
    fs::rename(&out, folder.path().join(".out.previous")).unwrap();
    fs::create_dir(folder.path().join(".out.partial-1")).unwrap();
    // Even a write that fails brings the old release back.
    let extra = [("../escape".to_owned(), Vec::new())];
    write(&Dataset::default(), &out, &Release { extra_files: &extra, ..RELEASE }).unwrap_err();
    assert_eq!(contents(&out), before);
    assert_eq!(names(folder.path()), ["out"]);
}

#[test]
fn a_run_that_died_after_the_renames_is_cleaned_up() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    write(&Dataset::default(), &out, &RELEASE).unwrap();
    fs::rename(&out, folder.path().join(".out.previous")).unwrap();
    fs::create_dir(&out).unwrap();
    write(&dataset(), &out, &RELEASE).unwrap();
    assert!(compare(&dataset(), &out, &RELEASE).unwrap().is_empty());
    assert_eq!(names(folder.path()), ["out"]);
}

#[test]
fn partial_folders_can_be_cleaned_up_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".out.partial-77")).unwrap();
    cleanup_partial(&folder.path().join("out")).unwrap();
    cleanup_partial(&folder.path().join("nowhere/out")).unwrap();
    assert!(names(folder.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real"), folder.path().join("link"));
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let lock = lock(&link).unwrap();
    assert!(lock.path().ends_with(".real.lock"));
    write(&dataset(), &link, &RELEASE).unwrap();
    assert!(link.is_symlink() && real.join("events.csv").exists());
}

#[test]
fn the_second_build_says_so_and_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/out");
    let first = lock(&out).unwrap();
    let error = lock(&out).unwrap_err();
    assert!(matches!(error, ExportError::Locked { .. }));
    let message = error.to_string();
    assert!(message.contains(".out.lock") && message.contains("wait until it has finished"), "{message}");
    let _other = lock(&folder.path().join("new/other")).unwrap();
    drop(first);
    let _again = lock(&out).unwrap();
}

#[test]
fn compare_names_what_a_rebuild_would_change() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let all = compare(&dataset(), &out, &RELEASE).unwrap();
    assert!(all.len() == 16 && all.iter().all(|d| d.change == Change::Missing));
    assert!(names(folder.path()).is_empty());

    write(&dataset(), &out, &RELEASE).unwrap();
    assert!(compare(&dataset(), &out, &RELEASE).unwrap().is_empty());

    let mut bytes = fs::read(out.join("events.parquet")).unwrap();
    bytes[10] ^= 1;
    fs::write(out.join("events.parquet"), bytes).unwrap();
    let codebook = fs::read_to_string(out.join("codebook.md")).unwrap().replacen("Schema", "schema", 1);
    fs::write(out.join("codebook.md"), codebook).unwrap();
    fs::remove_file(out.join("actors.csv")).unwrap();
    fs::write(out.join("stray.txt"), "").unwrap();
    let found: Vec<_> = compare(&dataset(), &out, &RELEASE).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "actors.csv: is missing",
            "codebook.md: differs from line 3 on",
            "events.parquet: differs from byte 10 on",
            "stray.txt: is not part of the release",
        ]
    );
}
