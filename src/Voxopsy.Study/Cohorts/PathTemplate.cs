using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Cohorts;

/// <summary>A path with columns in braces, such as <c>images/{patient_id}/ap.nii.gz</c>.</summary>
internal static partial class PathTemplate
{
    internal static ImmutableArray<string> Columns(string template) => [.. Column().Matches(template).Select(match => match.Groups[1].Value)];

    /// <summary>The path of a row; a cell that would climb out of its folder stays inside the text as it is and simply is not found.</summary>
    internal static string Resolve(string template, CellTable table, int row) => Column().Replace(template, match => table[row, match.Groups[1].Value]);

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Column();
}
