using Voxopsy.Statistics.Selection;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Selection;

/// <summary>Answers the cases of principal components.</summary>
internal static class PrincipalComponentAnswers
{
    private const double Tolerance = 1e-8;

    internal static void Give(OracleCase asked)
    {
        (FeatureTable table, _) = FeatureCases.Read(asked.Table);
        PrincipalComponents components = PrincipalComponents.Fit(table);
        for (int i = 0; i < components.StandardDeviations.Length; i++)
        {
            string key = ExpectedQuantity.Key(i + 1);
            asked.Answer("sdev", key, "", components.StandardDeviations[i], Tolerance);
            asked.Answer("variance_fraction", key, "", components.VarianceShares[i], Tolerance);
        }

        int stored = (int)asked.Number("components_stored");
        FeatureTable scores = components.Apply(table, stored);
        for (int component = 0; component < stored; component++)
        {
            string name = $"PC{component + 1}";
            for (int feature = 0; feature < table.Features.Length; feature++)
            {
                asked.Answer("loading", table.Features[feature].Name, name, components.Loading(feature, component), Tolerance);
            }

            for (int row = 0; row < table.RowCount; row++)
            {
                asked.Answer("score", ExpectedQuantity.Key(row + 1), name, scores.Column(component)[row], Tolerance);
            }
        }
    }
}
