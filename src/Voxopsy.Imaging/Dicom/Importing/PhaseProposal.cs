using System.Text.RegularExpressions;

namespace Voxopsy.Imaging.Dicom.Importing;

/// <summary>A guess at the contrast phase or sequence of a series, with what it rests on; the user confirms it in the study file.</summary>
/// <param name="Name">Such as "arterial" or "T2"; empty when nothing speaks for one.</param>
/// <param name="Reason">The words or tags it rests on.</param>
public sealed partial record PhaseProposal(string Name, string Reason)
{
    private static readonly (string Name, Regex Words)[] Ct =
    [
        ("non-contrast", NonContrast()),
        ("arterial", Arterial()),
        ("portal venous", Venous()),
        ("nephrographic", Nephrographic()),
        ("delayed", Delayed()),
    ];

    private static readonly (string Name, Regex Words)[] Mr =
    [
        ("ADC", Adc()),
        ("DWI", Dwi()),
        ("DCE", Dce()),
        ("FLAIR", Flair()),
        ("SWI", Swi()),
        ("T1 contrast", T1Contrast()),
        ("T2", T2()),
        ("T1", T1()),
    ];

    /// <summary>Proposes from the words of description and protocol, then from the contrast agent.</summary>
    /// <param name="series">The series.</param>
    /// <returns>The proposal; its name is empty when nothing speaks for one.</returns>
    public static PhaseProposal Of(AssembledSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        SeriesIdentity identity = series.Identity;
        (string Name, Regex Words)[] table = identity.Modality switch { "CT" => Ct, "MR" => Mr, _ => [] };
        foreach ((string text, string field) in (ReadOnlySpan<(string, string)>)[(identity.Description, "series description"), (identity.Protocol, "protocol name")])
        {
            foreach ((string name, Regex words) in table)
            {
                if (words.Match(text) is { Success: true } match)
                {
                    return new PhaseProposal(name, $"'{match.Value.Trim()}' in the {field}");
                }
            }
        }

        return identity.Modality == "CT" && identity.ContrastAgent.Length > 0 ? new PhaseProposal("contrast, phase unknown", "a contrast agent is named") : new PhaseProposal(string.Empty, string.Empty);
    }

    [GeneratedRegex(@"(?i)(?<![a-z])(non?[ _-]?con\w*|unenhanced|native|plain|without|w/?o|nc|ncect)(?![a-z])|平扫", RegexOptions.CultureInvariant)]
    private static partial Regex NonContrast();

    [GeneratedRegex(@"(?i)(?<![a-z])(arterial|art|ap|cmp|cortico\w*|hap)(?![a-z])|动脉|皮质期", RegexOptions.CultureInvariant)]
    private static partial Regex Arterial();

    [GeneratedRegex(@"(?i)(?<![a-z])(portal|porto\w*|venous|ven|pv|pvp|vp)(?![a-z])|门脉|门静脉|静脉期", RegexOptions.CultureInvariant)]
    private static partial Regex Venous();

    [GeneratedRegex(@"(?i)(?<![a-z])(nephro\w*|ngp|np)(?![a-z])|实质期", RegexOptions.CultureInvariant)]
    private static partial Regex Nephrographic();

    [GeneratedRegex(@"(?i)(?<![a-z])(delay\w*|late|excret\w*|ep|dp|equilibrium)(?![a-z])|延迟|排泄", RegexOptions.CultureInvariant)]
    private static partial Regex Delayed();

    [GeneratedRegex(@"(?i)(?<![a-z])(adc|apparent)(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Adc();

    [GeneratedRegex(@"(?i)(?<![a-z])(e?dwi|diff\w*|b\d{2,4})(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Dwi();

    [GeneratedRegex(@"(?i)(?<![a-z])(dce|dyn\w*|perf\w*)(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Dce();

    [GeneratedRegex(@"(?i)flair", RegexOptions.CultureInvariant)]
    private static partial Regex Flair();

    [GeneratedRegex(@"(?i)(?<![a-z])(swi|swan|venobold)(?![a-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Swi();

    [GeneratedRegex(@"(?i)t1\w*[ _-]*(\+c|post|gd|ce|contrast)|(?<![a-z])(post[ _-]?gd|gd)(?![a-z])|增强", RegexOptions.CultureInvariant)]
    private static partial Regex T1Contrast();

    [GeneratedRegex(@"(?i)(?<![a-z])t2", RegexOptions.CultureInvariant)]
    private static partial Regex T2();

    [GeneratedRegex(@"(?i)(?<![a-z])t1", RegexOptions.CultureInvariant)]
    private static partial Regex T1();
}
