using System.Globalization;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

/// <summary>Reads what a finding has to say about itself; what it does not say is a dash.</summary>
internal static class FindingArguments
{
    private const double SmallDifference = 0.03;

    internal static string Text(this Finding finding, string name) => finding.Arguments.GetValueOrDefault(name, NumberText.Undefined);

    internal static string Number(this Finding finding, string name, int decimals) => NumberText.Fixed(finding.Value(name), decimals);

    internal static string Percent(this Finding finding, string name) => NumberText.Percent(finding.Value(name));

    /// <summary>An interval, its limits joined by a word, so that no minus can be mistaken.</summary>
    internal static string Range(this Finding finding, string joined, int decimals) =>
        finding.Number("lower", decimals) + joined + finding.Number("upper", decimals);

    /// <summary>Whether the difference itself is small; a large one with a wide interval is not known, which is something else.</summary>
    internal static bool IsSmall(this Finding finding) => Math.Abs(finding.Value("delta")) <= SmallDifference;

    /// <summary>Whether a text lists several things.</summary>
    internal static bool IsList(this Finding finding, string name) => finding.Text(name).Contains(", ", StringComparison.Ordinal);

    private static double Value(this Finding finding, string name) =>
        finding.Arguments.TryGetValue(name, out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : double.NaN;
}
