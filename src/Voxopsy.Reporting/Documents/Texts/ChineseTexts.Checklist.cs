using Voxopsy.Reporting.Tables;

namespace Voxopsy.Reporting.Documents.Texts;

internal sealed partial class ChineseTexts
{
    internal override string ChecklistTopic(string item) => item switch
    {
        "1" => "标题说明是预测模型研究，并指明人群与结局",
        "2" => "摘要符合 TRIPOD+AI 摘要要求",
        "3a" => "健康问题与已有模型",
        "3b" => "目标人群、用途与使用者",
        "3c" => "人群间已知的健康不平等",
        "4" => "目的：开发、验证或两者兼有",
        "5a" => "数据来源与代表性",
        "5b" => "收集日期与随访截止",
        "6a" => "场景、中心数量与地点",
        "6b" => "纳入标准",
        "6c" => "所受治疗及其处理方式",
        "7" => "数据准备与质量检查",
        "8a" => "结局定义、时间范围与评定方法",
        "8b" => "主观结局由谁评定",
        "8c" => "结局评定的盲法",
        "9a" => "候选预测变量的选择",
        "9b" => "预测变量的定义与测量",
        "9c" => "主观预测变量由谁评定",
        "10" => "样本量",
        "11" => "缺失数据",
        "12a" => "数据如何划分用于开发与评价",
        "12b" => "预测变量的处理",
        "12c" => "模型类型、建模步骤与内部验证",
        "12d" => "中心间的异质性",
        "12e" => "性能指标与比较方法",
        "12f" => "评价后的模型更新",
        "12g" => "评价时预测值的计算方法",
        "13" => "类别不平衡及处理",
        "14" => "公平性",
        "15" => "模型输出与阈值",
        "16" => "开发数据与评价数据的差别",
        "17" => "伦理批准与知情同意",
        "18a" => "资助",
        "18b" => "利益冲突",
        "18c" => "研究方案",
        "18d" => "注册",
        "18e" => "数据共享",
        "18f" => "代码共享",
        "19" => "患者与公众参与",
        "20a" => "研究对象流程",
        "20b" => "研究对象特征",
        "20c" => "开发数据与评价数据的比较",
        "21" => "各分析中的人数与结局数",
        "22" => "完整模型，使他人可用于预测",
        "23a" => "性能及其区间，包括重要亚组",
        "23b" => "中心间异质性的结果",
        "24" => "模型更新的结果",
        "25" => "结果解释，包括公平性",
        "26" => "局限性",
        "27a" => "使用时输入质量差或缺失的处理",
        "27b" => "使用时所需的交互与专业知识",
        "27c" => "下一步工作",
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "No words for this checklist item."),
    };

    internal override string ChecklistSampleSize(int cases, int events, int models) =>
        $"开发队列 {NumberText.Count(cases)} 例，结局 {NumberText.Count(events)} 例，模型 {NumberText.Count(models)} 个；本次运行未做样本量计算。";

    internal override string ChecklistSeeds => "版本、种子与设置见“来源与可重复性”；输入的哈希值见 provenance.json。";
}
