using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Tests.Regression;

public sealed class StepwiseSelectionTests
{
    [Fact]
    public void ByAic_FinalModel_CannotBeImprovedByOneStep()
    {
        (List<ModelTerm> candidates, bool[] events) = Draw(6);

        StepwiseResult result = StepwiseSelection.ByAic(candidates, events);

        foreach (ModelTerm candidate in candidates)
        {
            List<ModelTerm> other = [.. candidates.Where(term => result.Terms.Contains(term.Name) != (term == candidate))];
            Assert.True(Aic(other, events) >= result.Model.Aic - 1e-7, candidate.Name);
        }

        Assert.Equal(result.Model.Aic, result.Path[^1].Criterion, 1e-9);
        Assert.Contains("x0", result.Terms);
    }

    [Fact]
    public void ByAic_ForcedTermAndDuplicate_KeepsTheOneAndNeverAddsTheOther()
    {
        (List<ModelTerm> candidates, bool[] events) = Draw(4);
        candidates.Add(ModelTerm.Single("copy", candidates[0].Values.Column(0).ToArray()));

        StepwiseResult result = StepwiseSelection.ByAic(candidates, events, new StepwiseSettings { Start = StepwiseStart.Null, Forced = ["x3"] });

        Assert.Contains("x3", result.Terms);
        Assert.False(result.Terms.Contains("x0") && result.Terms.Contains("copy"));
        Assert.Throws<CollinearColumnsException>(() => StepwiseSelection.ByAic(candidates, events));
    }

    [Fact]
    public void ByP_ThresholdsThatWouldCycle_AreRefused()
    {
        (List<ModelTerm> candidates, bool[] events) = Draw(2);

        Assert.Throws<ArgumentException>(() => StepwiseSelection.ByP(candidates, events, StepwiseDirection.Both, enter: 0.2, remove: 0.1));
    }

    private static double Aic(List<ModelTerm> terms, bool[] events) => LogisticRegression.Fit(
        terms.Aggregate(Matrix.Empty(events.Length), (matrix, term) => matrix.Append(term.Values)), events, [.. terms.SelectMany(term => term.Columns)]).Aic;

    private static (List<ModelTerm> Candidates, bool[] Events) Draw(int count)
    {
        SeededRandom random = new SeededRandom(5).For("stepwise");
        List<ModelTerm> terms = [.. Enumerable.Range(0, count).Select(j => ModelTerm.Single($"x{j}", [.. Enumerable.Range(0, 120).Select(_ => random.NextNormal())]))];
        bool[] events = [.. Enumerable.Range(0, 120).Select(i => random.NextDouble() < 1 / (1 + Math.Exp(-1.5 * terms[0].Values[i, 0])))];
        return (terms, events);
    }
}
