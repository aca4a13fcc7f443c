using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Learning;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>The steps of the study, then a classifier, its settings chosen on inner folds in which the steps are learned again.</summary>
internal sealed class ClassifierFit(StudyDefinition study, TermCatalog catalog, ModelDefinition definition, ImmutableArray<Term> terms)
{
    private const int TuningFolds = 5;

    /// <summary>Fits on training rows; steps that keep nothing give the prevalence.</summary>
    internal LinearFit Fit(TrainingSet training, SeededRandom random)
    {
        PipelineFit steps = Pipeline.Run(study, catalog, terms, training, random.For("steps"));
        if (steps.Training.Features.Features.IsEmpty)
        {
            double odds = (double)training.Events / (training.Outcomes.Length - training.Events);
            return new LinearFit(new LinearModel(Math.Log(odds), []), [], steps.Log, null, [], 0);
        }

        if (definition.Classifier == ClassifierKind.Logistic)
        {
            LinearFit plain = LogisticFit.Full(SignatureFit.TermsOf(steps.Training, terms), steps.Training);
            return plain with { Steps = steps.Transforms, Selection = [.. steps.Log, .. plain.Selection] };
        }

        (string Name, ILearner Learner)[] settings = [.. Settings()];
        int chosen = settings.Length == 1 ? 0 : Choose(settings, training, random);
        (PipelineFit scaled, IClassifier classifier) = Learn(settings[chosen].Learner, steps, random.For("fit"));
        int columns = steps.Training.Features.Features.Length;
        return new LinearFit(
            new LinearModel(0, [new ColumnWeight(ClassifierScore.Column.Name, 1, 0)]),
            [],
            [.. steps.Log, new SelectionStepResult(settings[chosen].Name, columns, columns)],
            null,
            [],
            0)
        {
            Steps = [.. scaled.Transforms, new ClassifierScore(classifier)],
        };
    }

    private static (PipelineFit Scaled, IClassifier Classifier) Learn(ILearner learner, PipelineFit steps, SeededRandom random)
    {
        FittedTransform scale = (FittedTransform)new ScaleColumns(ScaleKind.Standard).Fit(steps.Training);
        TrainingSet training = steps.Training.After(scale);
        return (steps with { Training = training, Transforms = [.. steps.Transforms, scale] }, learner.Fit(training.Features, training.Outcomes.AsSpan(), random));
    }

    /// <summary>The setting with the least mean log loss over inner folds; of equal ones the first.</summary>
    private int Choose((string Name, ILearner Learner)[] settings, TrainingSet training, SeededRandom random)
    {
        double[] loss = new double[settings.Length];
        foreach (Fold fold in Split.Within(training, TuningFolds, random.For("tuning folds")))
        {
            PipelineFit steps = Pipeline.Run(study, catalog, terms, fold.Training, random.For("steps " + fold.Name));
            if (steps.Training.Features.Features.IsEmpty)
            {
                continue;
            }

            for (int i = 0; i < settings.Length; i++)
            {
                (PipelineFit scaled, IClassifier classifier) = Learn(settings[i].Learner, steps, random.For($"fit {fold.Name}"));
                FeatureTable judged = scaled.Transforms.Aggregate(fold.HeldOut.Features, (table, transform) => transform.Apply(table));
                double[] probabilities = classifier.Predict(judged);
                for (int row = 0; row < probabilities.Length; row++)
                {
                    double right = training.Outcomes[fold.HeldOut.Rows[row]] ? probabilities[row] : 1 - probabilities[row];
                    loss[i] -= Math.Log(Math.Max(right, 1e-6));
                }
            }
        }

        return Array.IndexOf(loss, loss.Min());
    }

    private IEnumerable<(string Name, ILearner Learner)> Settings()
    {
        TuningDefinition tuning = definition.Tuning;
        return definition.Classifier switch
        {
            ClassifierKind.SupportVectors =>
                from kernel in tuning.Kernel
                from cost in tuning.Cost
                select (Text($"SVM ({kernel}, cost {cost})"), (ILearner)new SupportVectorMachine { Kernel = kernel == "linear" ? KernelKind.Linear : KernelKind.Radial, Cost = cost }),
            ClassifierKind.RandomForest => tuning.Leaf.Select(leaf => (Text($"random forest ({tuning.Trees} trees, leaves of {leaf})"), (ILearner)new RandomForest { Trees = tuning.Trees, SmallestLeaf = leaf })),
            ClassifierKind.GradientBoosting => tuning.Depth.Select(depth => (Text($"gradient boosting ({tuning.Trees} trees, depth {depth})"), (ILearner)new GradientBoosting { Rounds = tuning.Trees, MaximumDepth = depth })),
            ClassifierKind.Neighbors => tuning.Neighbors.Select(count => (Text($"{count} nearest neighbors"), (ILearner)new NearestNeighbors { Neighbors = count })),
            ClassifierKind.LinearDiscriminant => tuning.Shrinkage.Select(shrinkage => (Text($"LDA (shrinkage {shrinkage})"), (ILearner)new LinearDiscriminant { Rule = ShrinkageRule.Fixed, Shrinkage = shrinkage })),
            ClassifierKind.Ridge => tuning.Cost.Select(cost => (Text($"ridge (cost {cost})"), (ILearner)new RidgeLogistic { Cost = cost })),
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition.Classifier, "Unknown classifier."),
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
