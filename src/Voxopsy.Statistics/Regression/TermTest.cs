using System.Collections.Immutable;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>What a model loses without one of its terms.</summary>
/// <param name="Term">The term left out.</param>
/// <param name="Test">The likelihood-ratio test of the term given all others.</param>
/// <param name="Aic">Akaike's criterion of the model without it.</param>
public sealed record TermTest(string Term, LikelihoodRatioTest Test, double Aic)
{
    /// <summary>Leaves out each term in turn; of a main effect only if no interaction contains it.</summary>
    /// <param name="terms">All terms of the model.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <returns>One test a term that may leave, in the terms' order.</returns>
    /// <exception cref="UnfittableModelException">The model has no fit; the message names the columns.</exception>
    public static ImmutableArray<TermTest> DropEach(IReadOnlyList<ModelTerm> terms, ReadOnlySpan<bool> events)
    {
        StepwiseFitter fitter = new(terms, events);
        int[] all = [.. Enumerable.Range(0, terms.Count)];
        double whole = fitter.RequireDeviance(all);
        ImmutableArray<TermTest>.Builder tests = ImmutableArray.CreateBuilder<TermTest>();
        foreach (int term in all.Where(term => !IsInsideAnother(terms, term)))
        {
            int[] rest = [.. all.Where(other => other != term)];
            double deviance = fitter.Deviance(rest);
            tests.Add(new TermTest(
                terms[term].Name, LikelihoodRatioTest.Of(deviance, whole, terms[term].Columns.Length), deviance + (2 * fitter.CoefficientCount(rest))));
        }

        return tests.ToImmutable();
    }

    private static bool IsInsideAnother(IReadOnlyList<ModelTerm> terms, int term)
    {
        HashSet<string> own = [.. terms[term].Name.Split(':')];
        return terms.Any(other => other != terms[term] && other.Name.Contains(':', StringComparison.Ordinal) && own.IsProperSubsetOf(other.Name.Split(':')));
    }
}
