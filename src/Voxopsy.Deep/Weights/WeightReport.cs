using System.Globalization;
using System.Text;

namespace Voxopsy.Deep.Weights;

/// <summary>What became of every tensor of a file and every parameter of a network.</summary>
/// <param name="File">The file.</param>
/// <param name="Family">The family it was read as.</param>
/// <param name="Matched">Parameters that were set.</param>
/// <param name="Renamed">Those of them whose name in the file is another: (in the file, in the network).</param>
/// <param name="Aliases">Names in the file that hold the same tensor again.</param>
/// <param name="Dropped">Names that the family drops.</param>
/// <param name="LeftOut">Parameters that kept their fresh weights because the loading named them.</param>
/// <param name="Missing">Parameters that the file lacks.</param>
/// <param name="Unused">Names in the file that the network lacks.</param>
/// <param name="Mismatched">Parameters whose sizes differ, in words.</param>
/// <param name="Adapted">First convolutions fitted to another number of channels, in words.</param>
public sealed record WeightReport(
    string File,
    string Family,
    IReadOnlyList<string> Matched,
    IReadOnlyList<(string InFile, string InNetwork)> Renamed,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Dropped,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unused,
    IReadOnlyList<string> Mismatched,
    IReadOnlyList<string> Adapted)
{
    /// <summary>Whether nothing is missing, unused or of other sizes.</summary>
    public bool Fits => Missing.Count + Unused.Count + Mismatched.Count == 0;

    /// <summary>A line of counts, and the names of what does not fit.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Matched.Count} matched ({Renamed.Count} renamed), {Missing.Count} missing, {Unused.Count} unused");
        text.Append(CultureInfo.InvariantCulture, $", {Mismatched.Count} of other sizes, {LeftOut.Count} left out, {Dropped.Count} dropped, {Aliases.Count} aliases");
        List(text, "missing in the file", Missing);
        List(text, "unused by the network", Unused);
        List(text, "of other sizes", Mismatched);
        List(text, "adapted", Adapted);
        return text.ToString();
    }

    private static void List(StringBuilder text, string what, IReadOnlyList<string> names)
    {
        const int Shown = 8;
        if (names.Count > 0)
        {
            string more = names.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $", and {names.Count - Shown} more") : "";
            text.Append(CultureInfo.InvariantCulture, $"\n  {what}: {string.Join(", ", names.Take(Shown))}{more}");
        }
    }
}

/// <summary>A file of weights does not fit a network.</summary>
public sealed class WeightMapException : Exception
{
    internal WeightMapException(WeightReport report, string problem)
        : base($"The weights in '{report.File}', read as {report.Family}, do not fit the network: {problem}{report}\nChoose the network that the file was made for, another family, or name what may be left out (such as fc.*).") =>
        Report = report;

    /// <summary>What fits and what does not.</summary>
    public WeightReport Report { get; }
}
