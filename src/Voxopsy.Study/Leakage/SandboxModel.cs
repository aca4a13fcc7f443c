using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Models;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Leakage;

/// <summary>The usual small pipeline, for the sandbox: it gives scores of given rows and keeps nothing.</summary>
internal static class SandboxModel
{
    private static readonly SelectionDefinition s_lasso = new(SelectionKind.LassoMinimum, 10, 0);

    /// <summary>Standardisation, Mann-Whitney p below 0.05, |Spearman| at most 0.9: what L1 learns on all rows.</summary>
    internal static ImmutableArray<IFittedStep> Screening(TrainingSet rows)
    {
        List<IFittedStep> steps = [];
        foreach (IStep step in new IStep[] { new ImputeMedian(), new DropConstant(), new Standardize(), new SelectUnivariable(0.05, UnivariableTest.MannWhitney), new SelectUncorrelated(0.9) })
        {
            if (rows.Features.Features.IsEmpty)
            {
                break;
            }

            steps.Add(step.Fit(rows));
            rows = rows.After(steps[^1]);
        }

        return [.. steps];
    }

    /// <summary>Log odds of judged rows by a LASSO of training rows, after screening learned on the training rows.</summary>
    internal static double[] Screened(TrainingSet training, FeatureTable judged, SeededRandom random)
    {
        ImmutableArray<IFittedStep> steps = Screening(training);
        return Lasso(steps.Aggregate(training, (rows, step) => rows.After(step)), Apply(steps, judged), random);
    }

    /// <summary>Log odds of judged rows by a LASSO of training rows as they are.</summary>
    internal static double[] Lasso(TrainingSet training, FeatureTable judged, SeededRandom random) =>
        SignatureFit.Lasso(s_lasso, new PipelineFit(training, [], []), [], random).LogOdds(judged);

    internal static FeatureTable Apply(ImmutableArray<IFittedStep> steps, FeatureTable table) => steps.Aggregate(table, (rows, step) => step.Apply(rows));

    /// <summary>A score without selection: standardised columns weighted by the difference of the training means of events and others.</summary>
    internal static double[] Centroid(TrainingSet training, FeatureTable judged)
    {
        IFittedStep fill = new ImputeMedian().Fit(training);
        training = training.After(fill);
        judged = fill.Apply(judged);
        IFittedStep varying = new DropConstant().Fit(training);
        training = training.After(varying);
        IFittedStep scale = new Standardize().Fit(training);
        training = training.After(scale);
        judged = scale.Apply(varying.Apply(judged));
        double[] scores = new double[judged.RowCount];
        for (int column = 0; column < training.Features.Features.Length; column++)
        {
            ReadOnlySpan<double> taught = training.Features.Column(column);
            double difference = 0;
            for (int row = 0; row < taught.Length; row++)
            {
                difference += training.Outcomes[row] ? taught[row] / training.Events : -taught[row] / (training.Outcomes.Length - training.Events);
            }

            ReadOnlySpan<double> values = judged.Column(column);
            for (int row = 0; row < scores.Length; row++)
            {
                scores[row] += difference * values[row];
            }
        }

        return scores;
    }

    /// <summary>Log odds of judged rows by a logistic regression of other rows; undefined when it has no estimate.</summary>
    internal static double[] Logistic(double[][] columns, bool[] outcomes, double[][] judged)
    {
        int[] varying = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i].Max() > columns[i].Min())];
        double[] scores = new double[judged[0].Length];
        if (varying.Length == 0)
        {
            return scores;
        }

        try
        {
            LogisticModel model = LogisticRegression.Fit(Matrix.FromColumns([.. varying.Select(i => columns[i])]), outcomes, [.. varying.Select(i => FormattableString.Invariant($"score {i}"))]);
            for (int row = 0; row < scores.Length; row++)
            {
                scores[row] = model.Intercept;
                for (int i = 0; i < varying.Length; i++)
                {
                    scores[row] += model.Coefficients[i] * judged[varying[i]][row];
                }
            }

            return scores;
        }
        catch (StatisticsException)
        {
            Array.Fill(scores, double.NaN);
            return scores;
        }
    }
}
