using System.Text.Json;
using System.Text.Json.Serialization;
using Voxopsy.Deep.Augmentation;

namespace Voxopsy.Deep.Training;

/// <summary>How a network is trained: every choice, with its default; the same plan and cases give the same bits.</summary>
public sealed record TrainingPlan
{
    /// <summary>Passes over the training cases; at least 1.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Cases a step; at least 2.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>What moves the weights.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.AdamW;

    /// <summary>The learning rate at the start; above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the rate goes on, epoch by epoch.</summary>
    public RateSchedule Schedule { get; init; } = RateSchedule.Cosine;

    /// <summary>Weight decay; at least 0.</summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary>Momentum of gradient descent; from 0, below 1.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>The largest norm of all gradients together; 0 for no limit.</summary>
    public double GradientNorm { get; init; } = 5;

    /// <summary>What is done about classes of unequal size.</summary>
    public ClassBalance Balance { get; init; } = ClassBalance.Weighted;

    /// <summary>When training ends early.</summary>
    public EarlyStopping Stopping { get; init; } = new();

    /// <summary>How images are changed.</summary>
    public AugmentationPlan Augmentation { get; init; } = new();

    /// <summary>Where chance begins: weights, order, augmentation, dropout, the inner part.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>All choices as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>A plan from its JSON.</summary>
    /// <exception cref="JsonException">It is not the JSON of a plan.</exception>
    public static TrainingPlan FromJson(string json) => JsonSerializer.Deserialize<TrainingPlan>(json, Options) ?? throw new JsonException("A training plan is an object; null was found.");

    /// <summary>As many epochs as a time allows.</summary>
    /// <param name="estimate">What an epoch takes, from <see cref="TrainingProbe"/>.</param>
    /// <param name="budget">The time for one training.</param>
    /// <returns>The plan with its epochs written out, at least 1 and at most those it had: from then on the clock plays no part.</returns>
    public TrainingPlan Within(TrainingEstimate estimate, TimeSpan budget)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return this with { Epochs = (int)Math.Clamp(budget.TotalSeconds / estimate.SecondsPerEpoch, 1, Epochs) };
    }

    internal static JsonSerializerOptions Options { get; } = new() { WriteIndented = false };

    /// <summary>The learning rate of an epoch.</summary>
    internal double RateOf(int epoch) => Schedule switch
    {
        RateSchedule.Cosine => Tensors.Schedules.LearningRates.Cosine(LearningRate, Epochs)(epoch),
        RateSchedule.Poly => Tensors.Schedules.LearningRates.Poly(LearningRate, Epochs)(epoch),
        _ => LearningRate,
    };

    /// <summary>Refuses a plan that cannot be carried out.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(WeightDecay);
        ArgumentOutOfRangeException.ThrowIfNegative(GradientNorm);
        if (Stopping.InnerFraction is not (>= 0 and < 1))
        {
            throw new ArgumentException($"The inner part is a share from 0 to below 1; {Stopping.InnerFraction} was given.");
        }
    }
}

/// <summary>When training ends early: judged on an inner part of the training cases, never on cases that are held out.</summary>
public sealed record EarlyStopping
{
    /// <summary>The share of training patients that judge instead of teaching; 0 for none, then the last epoch is kept.</summary>
    public double InnerFraction { get; init; } = 0.2;

    /// <summary>Epochs without a better value before training ends.</summary>
    public int Patience { get; init; } = 15;

    /// <summary>What must get better.</summary>
    public StoppingMeasure Measure { get; init; } = StoppingMeasure.Loss;
}

/// <summary>What early stopping looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StoppingMeasure>))]
public enum StoppingMeasure
{
    /// <summary>The loss of the inner part.</summary>
    Loss,

    /// <summary>The area under the curve of the inner part; for a binary head.</summary>
    Auc,
}

/// <summary>What moves the weights.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OptimizerKind>))]
public enum OptimizerKind
{
    /// <summary>Adam with weight decay apart from the gradient.</summary>
    AdamW,

    /// <summary>Gradient descent with momentum.</summary>
    Descent,

    /// <summary>Gradient descent with Nesterov's momentum.</summary>
    Nesterov,
}

/// <summary>How the learning rate goes on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RateSchedule>))]
public enum RateSchedule
{
    /// <summary>Half a cosine to 0 over all epochs.</summary>
    Cosine,

    /// <summary>(1 - epoch / epochs) to the power 0.9.</summary>
    Poly,

    /// <summary>The same rate throughout.</summary>
    Constant,
}

/// <summary>What is done about classes of unequal size.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClassBalance>))]
public enum ClassBalance
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Cases of a rare class count more in the loss: cases / (classes × cases of the class).</summary>
    Weighted,

    /// <summary>An epoch draws every class equally often.</summary>
    Sampled,
}
