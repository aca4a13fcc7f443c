using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Folds;
using Voxopsy.Statistics.Learning.Solvers;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning;

/// <summary>A support vector machine with probabilities. Units matter: standardize before.</summary>
/// <remarks>
/// Source: Cortes and Vapnik 1995, Machine Learning 20:273; solved by sequential minimal optimization with second-order working sets (Fan, Chen
/// and Lin 2005, J Mach Learn Res 6:1889), as LIBSVM does. Decision values become probabilities by Platt's scaling of values predicted in an inner
/// stratified cross-validation, so that no row is scaled by its own fit.
/// </remarks>
public sealed record SupportVectorMachine : ILearner
{
    /// <summary>Gets the family of the kernel.</summary>
    public KernelKind Kernel { get; init; } = KernelKind.Radial;

    /// <summary>Gets C, the price of a row on the wrong side of its margin; positive.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>Gets the kernel's gamma; <see cref="double.NaN"/> for 1 / (columns × variance of all training values).</summary>
    public double Gamma { get; init; } = double.NaN;

    /// <summary>Gets the degree of the polynomial kernel.</summary>
    public int Degree { get; init; } = 3;

    /// <summary>Gets the constant of the polynomial kernel.</summary>
    public double Offset { get; init; }

    /// <summary>Gets how much a row of each class counts.</summary>
    public ClassWeighting Weighting { get; init; } = ClassWeighting.Equal;

    /// <summary>Gets the violation of the optimality conditions at which the solver stops; positive.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Gets the number of inner folds for Platt's scaling, at least 2; fewer where the smaller class has fewer rows.</summary>
    public int CalibrationFolds { get; init; } = 5;

    /// <inheritdoc/>
    /// <exception cref="Regression.NonConvergenceException">The solver did not reach its tolerance.</exception>
    /// <exception cref="StatisticsException">A class has one row only, or no column varies.</exception>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(CalibrationFolds, 2);
        LearningRows.ForTraining(table, events);
        int smaller = Math.Min(events.Count(true), events.Count(false));
        if (smaller < 2)
        {
            throw new StatisticsException($"A support vector machine with probabilities needs two rows of each class to check itself, found {smaller} of the smaller one.");
        }

        // Rows of each class are dealt to folds in a drawn order, so that the order of the file does not matter.
        int[] drawn = [.. Enumerable.Range(0, events.Length)];
        random.For("calibration").Shuffle<int>(drawn);
        bool[] outcome = events.ToArray();
        int folds = Math.Min(CalibrationFolds, smaller);
        int[] dealt = FoldAssignment.Stratified<bool>(Array.ConvertAll(drawn, row => outcome[row]), folds);
        int[] fold = new int[events.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            fold[drawn[i]] = dealt[i];
        }

        double[] scores = new double[events.Length];
        for (int k = 0; k < folds; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            (int[] training, int[] test) = FoldAssignment.Split(fold, k);
            double[] decided = FitDecision(table.Rows(training), Array.ConvertAll(training, row => outcome[row]), cancellation).Decide(table.Rows(test));
            for (int i = 0; i < test.Length; i++)
            {
                scores[test[i]] = decided[i];
            }
        }

        return FitDecision(table, events, cancellation) with { Probability = SigmoidCalibration.Fit(scores, events) };
    }

    /// <summary>Fits the decision function alone; its probabilities are those of the uncalibrated sigmoid.</summary>
    /// <param name="table">Training rows: at least one column, no missing values.</param>
    /// <param name="events">Whether each row had the event; both classes must occur.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="Regression.NonConvergenceException">The solver did not reach its tolerance.</exception>
    /// <exception cref="StatisticsException">No column varies.</exception>
    public SupportVectorClassifier FitDecision(FeatureTable table, ReadOnlySpan<bool> events, CancellationToken cancellation = default)
    {
        if (!(Cost > 0 && Tolerance > 0 && Degree >= 1 && !(Gamma <= 0)) || double.IsInfinity(Cost))
        {
            throw new ArgumentException($"Cost, gamma, degree and tolerance must be positive; found {Cost}, {Gamma}, {Degree} and {Tolerance}.");
        }

        LearningRows rows = LearningRows.ForTraining(table, events);
        SupportVectorKernel kernel = new(Kernel, Kernel == KernelKind.Linear ? 1 : double.IsNaN(Gamma) ? ScaledGamma(rows) : Gamma, Degree, Offset);
        double[] bounds = Array.ConvertAll(LearningRows.Weights(events, Weighting), weight => weight * Cost);
        SequentialMinimalOptimization solver = new(new KernelRows(rows, kernel), events, bounds);
        solver.Solve(Tolerance, cancellation);
        int[] support = [.. Enumerable.Range(0, rows.Count).Where(i => solver.Alpha[i] > 0)];
        return new SupportVectorClassifier
        {
            Features = table.Features,
            Kernel = kernel,
            SupportVectors = [.. support.SelectMany(i => rows.Row(i).ToArray())],
            Coefficients = [.. support.Select(i => solver.Alpha[i] * solver.Sign(i))],
            Intercept = solver.Intercept,
            Probability = new SigmoidCalibration(-1, 0),
        };
    }

    private static double ScaledGamma(LearningRows rows)
    {
        Descriptive.Moments moments = Descriptive.Moments.Of(rows.Values);
        double variance = moments.Variance * (moments.Count - 1) / moments.Count;
        return variance > 0
            ? 1 / (rows.Width * variance)
            : throw new StatisticsException($"All values of the {rows.Width} columns are equal, so a kernel has no scale; look at the columns kept.");
    }
}
