using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.Steps;

namespace Voxopsy.Study.Splits;

/// <summary>Rows a step may learn from. Only a split can make one.</summary>
public sealed class TrainingSet
{
    internal TrainingSet(
        FeatureTable features, ImmutableArray<bool> outcomes, ImmutableArray<string> patients, ImmutableArray<string> strata, ImmutableArray<RepeatedFeatures> repeats)
        : this(features, outcomes, patients, strata, repeats, features)
    {
    }

    private TrainingSet(
        FeatureTable features,
        ImmutableArray<bool> outcomes,
        ImmutableArray<string> patients,
        ImmutableArray<string> strata,
        ImmutableArray<RepeatedFeatures> repeats,
        FeatureTable measured)
    {
        Features = features;
        Outcomes = outcomes;
        Patients = patients;
        Strata = strata;
        Repeats = repeats;
        Measured = measured;
    }

    /// <summary>Gets the training rows.</summary>
    public FeatureTable Features { get; }

    /// <summary>Gets whether each row has the outcome.</summary>
    public ImmutableArray<bool> Outcomes { get; }

    /// <summary>Gets the patient of each row.</summary>
    public ImmutableArray<string> Patients { get; }

    /// <summary>Gets the number of rows with the outcome.</summary>
    public int Events => Outcomes.Count(outcome => outcome);

    /// <summary>Gets what a division inside this set keeps in proportion, one text a row.</summary>
    internal ImmutableArray<string> Strata { get; }

    /// <summary>Gets the same rows measured again.</summary>
    internal ImmutableArray<RepeatedFeatures> Repeats { get; }

    /// <summary>Gets the rows as they were measured, before any step.</summary>
    internal FeatureTable Measured { get; }

    /// <summary>The same rows after a fitted step.</summary>
    public TrainingSet After(IFittedStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new TrainingSet(step.Apply(Features), Outcomes, Patients, Strata, Repeats, Measured);
    }

    /// <summary>The same rows with one more column, made from out-of-fold scores of these rows.</summary>
    internal TrainingSet With(FeatureId column, OutOfFoldScores scores) => new(
        Split.Beside(Features, column, scores.LinearPredictors.ToArray()),
        Outcomes,
        Patients,
        Strata,
        Repeats,
        Measured);
}
