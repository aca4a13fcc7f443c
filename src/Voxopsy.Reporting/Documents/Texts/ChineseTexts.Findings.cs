using Voxopsy.Study.Checks;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

internal sealed partial class ChineseTexts
{
    internal override string Finding(Finding finding) => finding.Code switch
    {
        FindingCode.AddsLittle when finding.IsSmall() => $"{finding.Text("added")} 对 {finding.Text("baseline")} 增益甚微：{Difference(finding)}，区间包含“没有差别”。",
        FindingCode.AddsLittle => $"{finding.Text("added")} 对 {finding.Text("baseline")} 是否有增益尚无定论：{Difference(finding)}；区间包含“没有差别”，而且太宽，无法判断。",
        FindingCode.AddsSomething => $"{finding.Text("added")} 对 {finding.Text("baseline")} 有增益：{Difference(finding)}，超出偶然所能解释的范围。",
        FindingCode.NoBetterThanChance =>
            $"模型 {finding.Text("model")} 在 {finding.Text("cohort")} 上与猜测无法区分：AUC {finding.Number("auc", 2)}，95% 置信区间 {finding.Range(" 至 ", 2)}，包含 0.5。",
        FindingCode.Miscalibrated =>
            $"模型 {finding.Text("model")} 在 {finding.Text("cohort")} 上的概率名不副实：校准斜率为 {finding.Number("slope", 2)}（95% 置信区间 {finding.Range(" 至 ", 2)}），准确时应为 1；小于 1 说明预测过于极端，大于 1 说明过于保守。",
        FindingCode.DropsOutside =>
            $"模型 {finding.Text("model")} 在外部表现下降：在 {finding.Text("cohort")} 上 AUC 为 {finding.Number("external", 2)}，开发时为 {finding.Number("development", 2)}，低于当时的区间。",
        FindingCode.UnstableSelection =>
            $"模型 {finding.Text("model")} 的特征筛选不稳定：其所选列仅在 {finding.Percent("share")} 的拟合中再次出现（中位数）。换一批患者会选出别的列；请勿解读单个特征的含义。",
        FindingCode.FewEvents =>
            $"模型 {finding.Text("model")} 的结局例数偏少：{finding.Text("events")} 例结局对应 {finding.Text("parameters")} 个候选参数，每个不足十例。预计结果偏乐观、区间偏宽。",
        FindingCode.SelectionLimited => $"模型 {finding.Text("model")} 的惩罚被提高，直到最多剩 {finding.Text("limit")} 列，即较少一类的例数。",
        FindingCode.DuplicateColumns => $"{finding.Text("source")} 中有 {finding.Text("count")} 列与其他列完全相同，已去除，例如 {finding.Text("examples")}。",
        FindingCode.ConstantColumns => $"{finding.Text("source")} 中有 {finding.Text("count")} 列只有一个取值，已去除，例如 {finding.Text("examples")}。",
        FindingCode.ImputedValues =>
            $"{finding.Text("column")} 有 {finding.Text("count")} 个值缺失（{finding.Percent("share")}），已用每次拟合的训练患者学得的值填补。",
        FindingCode.CasesSetAside => $"无法使用而被排除的病例：{finding.Text("count")} 例。名单与原因见“研究对象”。",
        FindingCode.PooledFoldsBias => PooledNote,
        FindingCode.EmptySelection => $"模型 {finding.Text("model")} 在 {finding.Text("of")} 次拟合中有 {finding.Text("fits")} 次没有选出任何特征，此时预测的是患病率。",
        FindingCode.GroupedPatients => $"{finding.Text("patients")} 名患者共有 {finding.Text("cases")} 例；同一患者的所有病例在每次划分中都在同一侧。",
        FindingCode.SimulatedCohort => "本研究的患者是模拟生成的。这些数值只说明软件能够工作，与真实人群无关。",
        FindingCode.Separation =>
            $"在模型 {finding.Text("model")} 中，{finding.Text("column")} 把两类完全分开，其系数没有界限；其比值比和区间没有意义。",
        FindingCode.FirthUsed =>
            $"模型 {finding.Text("model")} 的变量把两类完全分开，因此用 Firth 惩罚似然拟合；其系数有限，并向 0 收缩。",
        FindingCode.PrevalenceDeclared =>
            $"研究为 {finding.Text("cohort")} 预先声明患病率为 {finding.Percent("prevalence")}；在查看其结局之前，各模型的对数优势均已按此平移。",
        FindingCode.UnseenLevel =>
            $"{finding.Text("column")} 的取值 {finding.Text("level")} 出现在 {finding.Text("cohort")}（{finding.Text("count")} 例），但开发队列中没有；已按缺失处理。",
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Code, "No words for this finding."),
    };

    internal override string Problem(ProblemKind kind) => kind switch
    {
        ProblemKind.StudyFile => "研究文件有误",
        ProblemKind.MissingFile => "文件不存在",
        ProblemKind.UnreadableFile => "文件无法读取",
        ProblemKind.Table => "数据表内容无法读取",
        ProblemKind.MissingImage => "图像或掩膜不存在",
        ProblemKind.EmptyMask => "掩膜中没有所需标签的体素",
        ProblemKind.Geometry => "掩膜与图像的网格不一致",
        ProblemKind.NotANumber => "体素值不是数字",
        ProblemKind.DuplicatePatient => "患者或病例重复出现",
        ProblemKind.UnmatchedPatient => "在另一张表中没有对应记录",
        ProblemKind.MissingOutcome => "结局缺失",
        ProblemKind.OneClass => "某一类病例过少",
        ProblemKind.ConstantColumn => "列只有一个取值",
        ProblemKind.MissingValues => "缺失值过多",
        ProblemKind.DuplicateColumn => "列与其他列完全相同",
        ProblemKind.TooFewEvents => "参数多于结局例数",
        ProblemKind.Leakage => "测试病例会泄漏给模型",
        ProblemKind.SuspiciousName => "名称疑似事后才知道的信息",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No words for this kind of problem."),
    };

    private static string Difference(Finding finding) =>
        $"在 {finding.Text("cohort")} 上，{finding.Text("model")} 与 {finding.Text("baseline")} 的 AUC 相差 {finding.Number("delta", 3)}（95% 置信区间 {finding.Range(" 至 ", 3)}）";
}
