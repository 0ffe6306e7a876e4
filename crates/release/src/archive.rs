//! Checksums, and the archive of the whole folder.

use std::io::{Cursor, Write as _};

use rapporteur_export::WrittenFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::ReleaseError;

/// `SHA256SUMS`, for `sha256sum -c`: every file by name.
pub(crate) fn sums(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut lines: Vec<String> =
        files.iter().map(|(name, bytes)| format!("{}  {name}\n", WrittenFile::of(name, bytes, None).sha256)).collect();
    lines.sort_by(|a, b| a[66..].cmp(&b[66..]));
    lines.concat().into_bytes()
}

/// A ZIP archive with all files in one folder, by name, without times and rights of any machine.
pub(crate) fn zip(folder: &str, files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ReleaseError> {
    let encoding = |e: zip::result::ZipError| ReleaseError::Encoding { file: "the archive", cause: e.to_string() };
    let mut order: Vec<&(String, Vec<u8>)> = files.iter().collect();
    order.sort_by(|a, b| a.0.cmp(&b.0));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in order {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .large_file(bytes.len() as u64 >= u64::from(u32::MAX))
            .unix_permissions(0o644);
        archive.start_file(format!("{folder}/{name}"), options).map_err(encoding)?;
        archive.write_all(bytes).map_err(|e| encoding(e.into()))?;
    }
    Ok(archive.finish().map_err(encoding)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_have_the_form_of_sha256sum_and_the_archive_its_files_by_name() {
        let files = [("b".to_owned(), b"".to_vec()), ("a".to_owned(), b"x".to_vec())];
        let text = String::from_utf8(sums(&files)).unwrap();
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert!(text.ends_with(&format!("{empty}  b\n")) && text.lines().next().unwrap().ends_with("  a"), "{text}");
        let bytes = zip("r", &files).unwrap();
        assert_eq!(bytes, zip("r", &files).unwrap());
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|n| n.unwrap().into_owned()).collect();
        assert_eq!(names, ["r/a", "r/b"]);
    }
}
