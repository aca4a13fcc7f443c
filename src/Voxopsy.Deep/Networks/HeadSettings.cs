namespace Voxopsy.Deep.Networks;

/// <summary>What a network answers.</summary>
/// <param name="Kind">How its numbers are meant.</param>
/// <param name="Classes">How many classes or grades: 2 for a binary head, 0 without a head.</param>
public sealed record HeadSettings(HeadKind Kind, int Classes)
{
    /// <summary>No head: the network ends at its pooled features.</summary>
    public static HeadSettings None { get; } = new(HeadKind.None, 0);

    /// <summary>One logit: of the positive class.</summary>
    public static HeadSettings Binary { get; } = new(HeadKind.Binary, 2);

    /// <summary>One logit a class, for a softmax.</summary>
    /// <param name="classes">At least 2.</param>
    public static HeadSettings MultiClass(int classes) => new(HeadKind.MultiClass, Checked(classes));

    /// <summary>Ordered grades: logit k is of "the grade exceeds k"; all share one direction and differ by their threshold.</summary>
    /// <param name="grades">At least 2.</param>
    /// <remarks>Source: Cao, Mirjalili and Raschka 2020, rank-consistent ordinal regression (CORAL).</remarks>
    public static HeadSettings Ordinal(int grades) => new(HeadKind.Ordinal, Checked(grades));

    /// <summary>How many logits there are.</summary>
    public int Outputs => Kind switch
    {
        HeadKind.None => 0,
        HeadKind.Binary => 1,
        HeadKind.MultiClass => Classes,
        _ => Classes - 1,
    };

    private static int Checked(int classes) => classes >= 2
        ? classes
        : throw new ArgumentOutOfRangeException(nameof(classes), classes, "A head tells at least two classes apart.");
}

/// <summary>How the numbers of a head are meant.</summary>
public enum HeadKind
{
    /// <summary>There is no head.</summary>
    None,

    /// <summary>One logit.</summary>
    Binary,

    /// <summary>One logit a class.</summary>
    MultiClass,

    /// <summary>One logit a threshold between ordered grades.</summary>
    Ordinal,
}
