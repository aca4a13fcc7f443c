using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles.ClassicalLearning;

/// <summary>Answers the cases of scalers and of imputation.</summary>
internal static class PreprocessingAnswers
{
    private const double Exact = 1e-9;
    private const double PowerSearch = 1e-5;
    private const ConstantColumnPolicy Keep = ConstantColumnPolicy.CenterOnly;

    internal static void Scalers(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        LinearScaling standard = Scaling.Standard(rows.Training, SpreadDivisor.Count, Keep);
        LinearScaling robust = Scaling.Robust(rows.Training, constant: Keep);
        rows.GiveTable("standard", standard.Apply(rows.Test), Exact);
        rows.GiveFeatures("standard_mean", [.. standard.Columns.Select(column => column.Center)], Exact);
        rows.GiveFeatures("standard_scale", [.. standard.Columns.Select(column => column.Scale)], Exact);
        rows.GiveTable("minmax", Scaling.MinMax(rows.Training, Keep).Apply(rows.Test), Exact);
        rows.GiveTable("maxabs", Scaling.MaxAbsolute(rows.Training, Keep).Apply(rows.Test), Exact);
        rows.GiveTable("robust", robust.Apply(rows.Test), Exact);
        rows.GiveFeatures("robust_center", [.. robust.Columns.Select(column => column.Center)], Exact);
        rows.GiveFeatures("robust_scale", [.. robust.Columns.Select(column => column.Scale)], Exact);
        rows.GiveTable("l2_rows", RowNormalization.Apply(rows.Test), Exact);
        int quantiles = asked.Has("n_quantiles") ? (int)asked.Number("n_quantiles") : 50;
        rows.GiveTable("quantile_uniform", QuantileScaling.Fit(rows.Training, quantiles).Apply(rows.Test), Exact);
        rows.GiveTable("quantile_normal", QuantileScaling.Fit(rows.Training, quantiles, QuantileTarget.Normal).Apply(rows.Test), Exact);
        YeoJohnson power = YeoJohnson.FitStandardized(rows.Training, SpreadDivisor.Count);
        rows.GiveTable("yeo_johnson", power.Apply(rows.Test), PowerSearch);
        rows.GiveTable("yeo_johnson_unscaled", YeoJohnson.Fit(rows.Training).Apply(rows.Test), PowerSearch);
        rows.GiveFeatures("yeo_johnson_lambda_brent_about_1e-6", [.. power.Columns.Select(column => column.Lambda)], PowerSearch);
    }

    internal static void Imputation(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        foreach (string quantity in asked.Expected.Select(expected => expected.Quantity).Distinct())
        {
            FeatureTable? filled = quantity switch
            {
                "mean" => ConstantImputation.Fit(rows.All, FillRule.Mean).Apply(rows.All),
                "median" => ConstantImputation.Fit(rows.All).Apply(rows.All),
                "most_frequent" => ConstantImputation.Fit(rows.All, FillRule.MostFrequent).Apply(rows.All),
                _ when Regex.Match(quantity, @"^knn(\d+)(_distance)?$") is { Success: true } knn => Neighbors(
                    asked,
                    rows.All,
                    int.Parse(knn.Groups[1].Value, CultureInfo.InvariantCulture),
                    knn.Groups[2].Success ? NeighborWeighting.InverseDistance : NeighborWeighting.Uniform),
                _ => null,
            };
            if (filled is not null)
            {
                asked.AnswerEach(quantity, expected => filled[new FeatureId(expected.Key2)][(int)expected.NumericKey1 - 1], Exact);
            }
        }
    }

    /// <summary>The fill by the reference's rounded distances; ours by exact distances must agree with it as far as those digits go.</summary>
    private static FeatureTable Neighbors(OracleCase asked, FeatureTable table, int neighbors, NeighborWeighting weighting)
    {
        NeighborImputation fitted = NeighborImputation.Fit(table, neighbors, weighting);
        FeatureTable exact = fitted.Apply(table);
        FeatureTable rounded = fitted.Apply(table, new RoundedDistances(fitted).Measure);
        for (int j = 0; j < table.Features.Length; j++)
        {
            for (int row = 0; row < table.RowCount; row++)
            {
                double near = 1e-4 * Math.Max(1, Math.Abs(rounded.Column(j)[row]));
                if (!(Math.Abs(exact.Column(j)[row] - rounded.Column(j)[row]) <= near))
                {
                    asked.Fail($"exact distances fill {exact.Column(j)[row]:R}, rounded ones {rounded.Column(j)[row]:R} in row {row + 1} of {table.Features[j]}");
                }
            }
        }

        return rounded;
    }
}
