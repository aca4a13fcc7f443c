using System.Collections.Immutable;

namespace Voxopsy.Study.Leakage;

/// <summary>One rule and whether a run keeps it.</summary>
/// <param name="Rule">The rule in words.</param>
/// <param name="Verdict">Whether it is kept.</param>
/// <param name="Found">What was found.</param>
public sealed record LeakRule(string Rule, LeakVerdict Verdict, string Found);

/// <summary>Whether a rule is kept.</summary>
public enum LeakVerdict
{
    /// <summary>It is kept.</summary>
    Kept,

    /// <summary>It is kept, but a reader should know something.</summary>
    Told,

    /// <summary>It is broken.</summary>
    Broken,
}

/// <summary>Everything an audit of a run found.</summary>
/// <param name="Rules">What was fitted on whom, rule by rule.</param>
/// <param name="Permutations">Models on outcomes dealt out anew; empty when not asked for.</param>
/// <param name="Claims">What leaky practices would have claimed; empty when not asked for, or when there is too little to select from.</param>
/// <param name="NotPermuted">Models that were not fitted on permuted outcomes, for networks learn inside them.</param>
public sealed record LeakageReport(
    ImmutableArray<LeakRule> Rules, ImmutableArray<PermutationResult> Permutations, ImmutableArray<LeakClaim> Claims, ImmutableArray<string> NotPermuted)
{
    /// <summary>Gets whether a rule is broken, or models find something where there is nothing.</summary>
    public bool HasLeak => Rules.Any(rule => rule.Verdict == LeakVerdict.Broken) || Permutations.Any(result => result.IsLeak);
}
