using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Validation;

/// <summary>One resample: the model fitted to it, tested on it and on all rows.</summary>
/// <param name="Training">Indices on the resample that the model was fitted to.</param>
/// <param name="Test">Indices of that model on all rows.</param>
public sealed record OptimismReplicate(ValidationIndices Training, ValidationIndices Test);

/// <summary>How much better a model looks on its own rows than on new ones, by refitting it to resamples.</summary>
/// <param name="Apparent">The indices on the rows that the model was fitted to.</param>
/// <param name="Replicates">One entry a resample in which the model had a fit.</param>
/// <param name="FailedCount">Resamples left out: one class only, collinear or separated there.</param>
/// <remarks>Source: Efron 1983, J Am Stat Assoc 78:316; Harrell 1996, Stat Med 15:361. Only what is refitted is corrected for: a selection made before is not.</remarks>
public sealed record OptimismBootstrap(ValidationIndices Apparent, ImmutableArray<OptimismReplicate> Replicates, int FailedCount)
{
    /// <summary>Gets the means over the replicates, in the order of <see cref="ValidationIndices.Names"/>: on the resamples.</summary>
    public double[] MeanTraining => Mean(replicate => replicate.Training);

    /// <summary>Gets the same on all rows.</summary>
    public double[] MeanTest => Mean(replicate => replicate.Test);

    /// <summary>Gets the apparent indices less the optimism.</summary>
    public double[] Corrected => [.. Apparent.ToArray().Select((value, i) => value - (MeanTraining[i] - MeanTest[i]))];

    /// <summary>Validates a logistic regression over given resamples.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="resamples">The rows of each resample, counted from 0, as many as there are rows.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    /// <exception cref="UnfittableModelException">The model has no fit to all rows; the message names the columns.</exception>
    public static OptimismBootstrap Run(
        Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names, IReadOnlyList<int[]> resamples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(resamples);
        LogisticModel model = LogisticRegression.Fit(predictors, events, names);
        double[] outcome = LogisticRegression.ToNumbers(events, out _);
        StandardizedDesign design = StandardizedDesign.Of(predictors);
        double[] start = design.ToStandardized([model.Intercept, .. model.Coefficients]);
        int rows = outcome.Length;
        ValidationWorkspace workspace = new(rows);
        ValidationIndices apparent = workspace.Apparent(model.LinearPredictor(predictors), outcome, model.Deviance);

        LogisticNewton newton = new(rows, design.Count);
        double[] columns = new double[design.Columns.Length];
        columns.AsSpan(0, rows).Fill(1);
        double[] resampled = new double[rows];
        double[] onAll = new double[rows];
        ImmutableArray<OptimismReplicate>.Builder replicates = ImmutableArray.CreateBuilder<OptimismReplicate>(resamples.Count);
        foreach (int[] resample in resamples)
        {
            cancellation.ThrowIfCancellationRequested();
            Gather(design, outcome, resample, columns, resampled);
            start.CopyTo(newton.Coefficients, 0);
            if (resampled.Distinct().Count() < 2 || newton.Solve(columns, resampled, [], []) != LogisticNewton.Ending.Converged)
            {
                continue;
            }

            ValidationIndices training = workspace.Apparent(newton.LinearPredictor, resampled, newton.Deviance);
            Array.Clear(onAll);
            for (int j = 0; j < design.Count; j++)
            {
                VectorMath.AddScaled(newton.Coefficients[j], design.Column(j), onAll);
            }

            replicates.Add(new OptimismReplicate(training, workspace.Test(onAll, outcome)));
        }

        return new OptimismBootstrap(apparent, replicates.ToImmutable(), resamples.Count - replicates.Count);
    }

    /// <summary>Validates over seeded resamples.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="count">The number of resamples, at least 1.</param>
    /// <param name="random">Where the resamples come from.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    public static OptimismBootstrap Run(
        Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names, int count, SeededRandom random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        SeededRandom stream = random.For("optimism");
        int[][] resamples = new int[count][];
        for (int b = 0; b < count; b++)
        {
            resamples[b] = new int[events.Length];
            for (int i = 0; i < events.Length; i++)
            {
                resamples[b][i] = stream.NextInt(events.Length);
            }
        }

        return Run(predictors, events, names, resamples, cancellation);
    }

    private static void Gather(StandardizedDesign design, double[] outcome, int[] resample, double[] columns, double[] resampled)
    {
        int rows = outcome.Length;
        if (resample.Length != rows)
        {
            throw new ArgumentException($"A resample has {resample.Length} rows, but there are {rows}.", nameof(resample));
        }

        for (int i = 0; i < rows; i++)
        {
            resampled[i] = outcome[resample[i]];
        }

        for (int j = 1; j < design.Count; j++)
        {
            ReadOnlySpan<double> from = design.Column(j);
            Span<double> to = columns.AsSpan(j * rows, rows);
            for (int i = 0; i < rows; i++)
            {
                to[i] = from[resample[i]];
            }
        }
    }

    private double[] Mean(Func<OptimismReplicate, ValidationIndices> side)
    {
        double[] sum = new double[ValidationIndices.Names.Count];
        if (Replicates.IsEmpty)
        {
            Array.Fill(sum, double.NaN);
        }

        foreach (OptimismReplicate replicate in Replicates)
        {
            double[] values = side(replicate).ToArray();
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += values[i] / Replicates.Length;
            }
        }

        return sum;
    }
}
