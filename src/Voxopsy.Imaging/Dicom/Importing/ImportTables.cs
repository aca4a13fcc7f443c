using System.Globalization;
using System.Text;

namespace Voxopsy.Imaging.Dicom.Importing;

/// <summary>Writes <c>series.csv</c> and <c>problems.csv</c>.</summary>
internal static class ImportTables
{
    private const string SeriesHeader = "kind,status,patient,study_uid,series_uid,series_number,modality,description,protocol,part,phase_proposed,phase_reason,files,frames,"
        + "size_x,size_y,size_z,spacing_x_mm,spacing_y_mm,spacing_z_mm,origin_x_mm,origin_y_mm,origin_z_mm,axes,tilt_deg,transfer_syntax,voxels,file,findings,remarks";

    internal static void WriteSeries(string path, IEnumerable<ImportRow> rows)
    {
        StringBuilder text = new(SeriesHeader + "\n");
        foreach (ImportRow row in rows)
        {
            Grid? grid = row.Grid;
            SeriesIdentity who = row.Identity;
            AppendRow(text,
            [
                row.Kind, row.Status, who.PatientId.Length > 0 ? who.PatientId : who.PatientName, who.StudyUid, who.SeriesUid, who.SeriesNumber, who.Modality, who.Description, who.Protocol,
                row.Part, row.Phase.Name, row.Phase.Reason, Number(row.Files), Number(row.Frames),
                Number(grid?.Size.X), Number(grid?.Size.Y), Number(grid?.Size.Z), Number(grid?.Spacing.X), Number(grid?.Spacing.Y), Number(grid?.Spacing.Z),
                Number(grid?.Origin.X), Number(grid?.Origin.Y), Number(grid?.Origin.Z), grid is null ? string.Empty : Geometry.Orientation.Codes(grid.Direction),
                row.TiltDegrees == 0 ? string.Empty : row.TiltDegrees.ToString("0.##", CultureInfo.InvariantCulture), row.Syntax, Number(row.Voxels), row.File,
                string.Join(' ', row.Remarks.Select(remark => Kebab(remark.Finding)).Distinct()),
                string.Join("; ", row.Remarks.Select(remark => remark.Text).Where(remark => remark.Length > 0)),
            ]);
        }

        File.WriteAllText(path, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    internal static void WriteProblems(string path, IEnumerable<(string Place, string Problem, string Text)> problems)
    {
        StringBuilder text = new("place,problem,text\n");
        foreach ((string place, string problem, string words) in problems)
        {
            AppendRow(text, [place, problem, words]);
        }

        File.WriteAllText(path, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>MissingSlice → missing-slice.</summary>
    internal static string Kebab(SeriesFinding finding)
    {
        StringBuilder text = new();
        foreach (char letter in finding.ToString())
        {
            text.Append(char.IsUpper(letter) && text.Length > 0 ? "-" : string.Empty).Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] cells) => text.AppendJoin(',', cells.Select(Quote)).Append('\n');

    /// <summary>RFC 4180; control characters of a header become spaces, so that a row stays a row.</summary>
    private static string Quote(string cell)
    {
        string plain = string.Create(cell.Length, cell, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
        return plain.AsSpan().IndexOfAny(",\"") < 0 ? plain : "\"" + plain.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? string.Empty;
}
