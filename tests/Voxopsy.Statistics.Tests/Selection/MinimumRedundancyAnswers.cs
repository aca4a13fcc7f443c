using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Selection;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Selection;

/// <summary>Answers the mRMR cases, one scheme after the other.</summary>
internal static class MinimumRedundancyAnswers
{
    private const double Score = 1e-9;

    private static readonly Dictionary<string, MrmrScheme> Schemes = new()
    {
        ["gaussian"] = MrmrScheme.Gaussian,
        ["spearman"] = MrmrScheme.Spearman,
        ["fcd"] = MrmrScheme.FDifference,
        ["fcq"] = MrmrScheme.FQuotient,
        ["mid"] = MrmrScheme.DiscreteDifference,
        ["miq"] = MrmrScheme.DiscreteQuotient,
    };

    internal static void Give(OracleCase asked)
    {
        (FeatureTable table, bool[] events) = FeatureCases.Read(asked.Table);
        CorrelationMatrix correlations = CorrelationMatrix.Of(table, CorrelationKind.Pearson);
        foreach ((string name, MrmrScheme scheme) in Schemes)
        {
            MrmrStep[] steps = [.. MinimumRedundancy.Select(table, events, (int)asked.Number("selected"), scheme)];
            for (int i = 0; i < steps.Length; i++)
            {
                string key = ExpectedQuantity.Key(i + 1);
                asked.AnswerText($"{name}_feature", key, "", NameAmongEqual(asked, $"{name}_feature", key, steps[i].Feature, table, correlations));
                asked.Answer($"{name}_score", key, "", steps[i].Score, Score);
            }
        }

        byte[] target = Array.ConvertAll(events, outcome => outcome ? (byte)1 : (byte)0);
        for (int column = 0; column < table.Features.Length; column++)
        {
            double relevance = DiscreteInformation.Between(DiscreteInformation.ThreeStates(table.Column(column)), target);
            asked.Answer("discrete_relevance", table.Features[column].Name, "", relevance, Score);
        }
    }

    /// <summary>
    /// Features that are multiples of each other (Energy and TotalEnergy) have equal scores; which of them R names first hangs on its last
    /// digit, so either name of such a pair is the same pick.
    /// </summary>
    private static string NameAmongEqual(
        OracleCase asked, string quantity, string key, FeatureId picked, FeatureTable table, CorrelationMatrix correlations)
    {
        FeatureId expected = new(asked.Expected.First(one => one.Quantity == quantity && one.Key1 == key).Text);
        bool multiples = table.Contains(expected)
            && Math.Abs(correlations[table.PositionOf(expected), table.PositionOf(picked)]) > 1 - 1e-12;
        return multiples ? expected.Name : picked.Name;
    }
}
