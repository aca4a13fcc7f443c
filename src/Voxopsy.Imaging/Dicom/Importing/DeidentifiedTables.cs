using System.Text.Json;
using Voxopsy.Imaging.Deidentification;

namespace Voxopsy.Imaging.Dicom.Importing;

/// <summary>The tables of an import without identities: what files say in words is left out, what was decided stays.</summary>
internal static class DeidentifiedTables
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static ImportRow Row(ImportRow row, Deidentifier deidentifier, ImportRequest request)
    {
        IdentityMap map = request.Identities!;
        bool described = request.Retained.HasFlag(Retained.Descriptions);
        bool uids = request.Retained.HasFlag(Retained.Uids);
        return row with
        {
            Identity = new SeriesIdentity
            {
                PatientId = deidentifier.Patient(row.Identity),
                StudyUid = uids ? row.Identity.StudyUid : map.Uid(row.Identity.StudyUid),
                SeriesUid = uids ? row.Identity.SeriesUid : map.Uid(row.Identity.SeriesUid),
                Modality = row.Identity.Modality,
                SeriesNumber = row.Identity.SeriesNumber,
                Description = described ? row.Identity.Description : string.Empty,
                Protocol = described ? row.Identity.Protocol : string.Empty,
            },
            Part = described ? row.Part : row.Kind == "mask" ? row.Part.Split(' ')[0] : WithoutClock(row.Part),
            Phase = described ? row.Phase : row.Phase with { Reason = string.Empty },
            Remarks = [.. row.Remarks.Select(remark => remark with { Text = string.Empty })],
        };
    }

    /// <summary>A reason up to the first quotation of what the file says.</summary>
    internal static string WithoutValues(string reason)
    {
        int quote = reason.IndexOf('\'', StringComparison.Ordinal);
        return quote < 0 ? reason : reason[..quote].TrimEnd() + " …";
    }

    internal static void WriteReport(string path, Deidentifier deidentifier, ImportRequest request, IReadOnlyList<string> withheld)
    {
        var report = new
        {
            profile = "DICOM PS3.15, annex E: basic application level confidentiality profile; every text, name, date and byte string that no list names is removed as well",
            retained = Enum.GetValues<Retained>().Where(option => option != Retained.Nothing && request.Retained.HasFlag(option)).Select(option => option.ToString()),
            actions = deidentifier.Counts,
            withheld = new
            {
                reason = "not copied as DICOM because text may be burned into the pixels, or because the series was not used; look at these before handing them on",
                series = withheld,
            },
            not_checked = "pixels are not searched for text or faces; voxels of the head can be rendered to a face",
        };
        File.WriteAllText(path, JsonSerializer.Serialize(report, Indented) + "\n");
    }

    /// <summary>The part of a split series without the time of day.</summary>
    private static string WithoutClock(string part)
    {
        int by = part.IndexOf(" by ", StringComparison.Ordinal);
        return by > 0 && part.StartsWith("phase ", StringComparison.Ordinal) ? part[..by] : string.Empty;
    }
}
