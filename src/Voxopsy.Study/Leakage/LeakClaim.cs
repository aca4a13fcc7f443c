namespace Voxopsy.Study.Leakage;

/// <summary>What a leaky practice would have claimed, beside what an honest evaluation of the same data says. Numbers alone: nothing that could predict leaves the sandbox.</summary>
/// <param name="Code">L1 to L6, as in <c>docs/methods/leakage.md</c>.</param>
/// <param name="Practice">The practice in words.</param>
/// <param name="Measure">What is measured.</param>
/// <param name="Better">Which way the measure flatters.</param>
/// <param name="Honest">Its honest value, a mean over divisions.</param>
/// <param name="Claimed">The value that the practice claims.</param>
public sealed record LeakClaim(string Code, string Practice, string Measure, BetterWhen Better, double Honest, double Claimed)
{
    /// <summary>Gets by how much the practice flatters; below 0 when it does not.</summary>
    public double Excess => Better == BetterWhen.Higher ? Claimed - Honest : Honest - Claimed;
}

/// <summary>Which way a measure flatters.</summary>
public enum BetterWhen
{
    /// <summary>Higher values look better.</summary>
    Higher,

    /// <summary>Lower values look better.</summary>
    Lower,
}
