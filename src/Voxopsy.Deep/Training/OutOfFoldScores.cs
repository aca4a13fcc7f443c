using System.Collections.Immutable;

namespace Voxopsy.Deep.Training;

/// <summary>Answers for training cases, each from a network that did not see the case's patient. Only <see cref="CrossFit"/> can make them.</summary>
/// <remarks>What learns from the scores of networks takes this type and no other, so that scores of trained-on patients cannot slip in: they do not compile.</remarks>
public sealed class OutOfFoldScores
{
    private OutOfFoldScores(TrainingExamples training, ImmutableArray<CaseAnswer> answers) => (Training, Answers) = (training, answers);

    /// <summary>The cases.</summary>
    public TrainingExamples Training { get; }

    /// <summary>One answer a case, in their order.</summary>
    public ImmutableArray<CaseAnswer> Answers { get; }

    /// <summary>The probability of each image of each case, where images were answered one by one; else that of the case. For binary heads.</summary>
    public ImmutableArray<ImmutableArray<double>> InstanceProbabilities => [.. Answers.Select(answer => answer.AttributionsAre == AttributionKind.Probability
        ? answer.Attributions
        : [1 / (1 + Math.Exp(-answer.Logits[0]))])];

    /// <summary>Trains a network for every fold on the other folds, and answers each case by the network that did not see its patient.</summary>
    /// <param name="training">The cases.</param>
    /// <param name="settings">The classifier.</param>
    /// <param name="plan">How each network is trained; its seed also draws the folds.</param>
    /// <param name="folds">At least 2.</param>
    /// <param name="jobs">Networks trained at once; the numbers do not depend on it.</param>
    /// <param name="resources">Threads and memory, shared by the jobs.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="TrainingException">A class has fewer patients than there are folds, or a training cannot go on.</exception>
    public static CrossFitted CrossFit(
        TrainingExamples training, Fusion.ClassifierSettings settings, TrainingPlan plan, int folds, int jobs, TrainingResources resources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        int[] foldOf = PatientDivision.Folds(training.Cases, folds, plan.Seed, "cross-fitting folds");
        Dictionary<string, int> placeOf = training.Cases.Select((example, i) => (example.Case, i)).ToDictionary(pair => pair.Case, pair => pair.i, StringComparer.Ordinal);
        TrainingTask[] tasks = [.. Enumerable.Range(0, folds).Select(fold => new TrainingTask(
            $"{resources.Name} fold {fold + 1}", training.Where(example => foldOf[placeOf[example.Case]] != fold), settings, plan with { Seed = plan.Seed + fold }))];
        ImmutableArray<TrainedClassifier> networks = SideBySide.Train(tasks, jobs, resources, cancellation);
        CaseAnswer[] answers = new CaseAnswer[training.Cases.Length];
        for (int fold = 0; fold < folds; fold++)
        {
            int own = fold;
            TrainingExample[] held = [.. training.Cases.Where((_, i) => foldOf[i] == own)];
            foreach (CaseAnswer answer in networks[fold].Score(held, resources, cancellation).Answers)
            {
                answers[placeOf[answer.Case]] = answer;
            }
        }

        return new CrossFitted(new OutOfFoldScores(training, [.. answers]), networks);
    }
}

/// <summary>Networks of a cross-fitting and the scores they gave to each other's patients.</summary>
/// <param name="Scores">Out-of-fold scores of the training cases.</param>
/// <param name="Networks">The network of each fold.</param>
public sealed record CrossFitted(OutOfFoldScores Scores, ImmutableArray<TrainedClassifier> Networks)
{
    /// <summary>Answers for patients that none of the networks has seen: the mean of their logits.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="resources">Threads and memory.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="TrainingException">One of the patients was seen in training.</exception>
    public HeldOutScores Score(IReadOnlyList<TrainingExample> cases, TrainingResources resources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ImmutableArray<HeldOutScores> each = [.. Networks.Select(network => network.Score(cases, resources, cancellation))];
        return new HeldOutScores([.. cases.Select((example, i) => each[0].Answers[i] with
        {
            Logits = [.. Enumerable.Range(0, each[0].Answers[i].Logits.Length).Select(output => each.Average(scores => scores.Answers[i].Logits[output]))],
            Attributions = [.. Enumerable.Range(0, each[0].Answers[i].Attributions.Length).Select(image => each.Average(scores => scores.Answers[i].Attributions[image]))],
        })]);
    }
}
