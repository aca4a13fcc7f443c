namespace Voxopsy.Statistics.Reported;

/// <summary>How printed numbers stand.</summary>
public enum Verdict
{
    /// <summary>Some sample of this size gives these numbers.</summary>
    Possible,

    /// <summary>A sample can give them, but hardly by the method that is usual.</summary>
    Doubtful,

    /// <summary>No sample of this size gives them.</summary>
    Impossible,
}

/// <summary>What an audit says about one group of printed numbers.</summary>
/// <param name="Subject">Which numbers, such as <c>confusion matrix</c>.</param>
/// <param name="Verdict">How they stand.</param>
/// <param name="Explanation">Why, with the numbers that would fit.</param>
public sealed record ReportedVerdict(string Subject, Verdict Verdict, string Explanation)
{
    /// <summary>Gets the printed interval's width over the expected one; NaN for other subjects.</summary>
    public double WidthRatio { get; init; } = double.NaN;
}
